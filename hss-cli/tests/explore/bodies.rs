//! Bodies: as fields, as JSON with errors at their place, as forms, text and files.

use std::fs;

use fantoccini::{Client, Locator};

use crate::browser::{click, fill, input, wait_for, with_browser};
use crate::guard::{OWN, respond, respond_with};
use crate::shop::{self, Server};

const NO_CONTENT: &str = "HTTP/1.1 204 No Content";

/// A server that takes orders.
fn order_server() -> Server {
    Server::start("HTTP/1.1 200 OK\r\nContent-Type: application/json", r#"{"number": 7}"#)
}

async fn send(browser: &Client) {
    click(browser, "button[type=submit]").await;
    wait_for(browser, ".summary", "status 20").await;
}

#[test]
fn json_is_checked_where_it_is_typed() {
    let (spec, server) = (shop::spec(), order_server());
    let explorer = shop::explore(&spec, &server);
    with_browser(async |browser| {
        browser.goto(&explorer.operation("shop/create-order")).await.unwrap();
        fill(&browser, "customer", "Ada").await;
        wait_for(&browser, "[data-request]", "\"customer\":\"Ada\"").await;
        // The text starts from the fields, and is sent in their place.
        click(&browser, "[data-json] summary").await;
        let text = browser.find(Locator::Css("[data-text]")).await.unwrap();
        assert_eq!(text.prop("value").await.unwrap().unwrap(), "{\n  \"customer\": \"Ada\"\n}");
        let type_text = async |json: &str| {
            text.clear().await.unwrap();
            text.send_keys(json).await.unwrap();
        };

        type_text("{ \"customer\": \"Ada\",\n  \"items\" [] }").await;
        let problems = "[data-json] [data-problem]";
        wait_for(&browser, problems, "line 2, column 11 JSON is expected: expected `:`").await;
        type_text("{ \"customer\": \"Ada Countess\",\n  \"items\": [{\"count\": 1},\n    {\"count\": 9}] }")
            .await;
        wait_for(&browser, problems, "line 1, column 3 body field `customer` is").await;
        let shown = wait_for(
            &browser,
            problems,
            "line 3, column 6 body field `items[1].count` is 9, must be in 1..=5",
        )
        .await;
        assert_eq!(shown.matches("line ").count(), 2, "{shown}");
        type_text("{ \"customer\": \"Ada\", \"items\": [{\"cuont\": 1}] }").await;
        wait_for(
            &browser,
            problems,
            "line 1, column 33 the body has no field `items[0].cuont`; did you mean `count`?",
        )
        .await;
        // All at once: values of another type, out of their bounds, and fields that there are not.
        type_text("{ \"customer\": 7, \"pass_phrase\": true,\n  \"items\": [{\"count\": \"many\", \"tags\": \"a\"}, {\"count\": 9, \"x\": 1}] }").await;
        let shown = wait_for(
            &browser,
            problems,
            "line 2, column 14 body field `items[0].count` is the string \"many\", must be an integer",
        )
        .await;
        for problem in [
            "line 1, column 3 body field `customer` is 7, must be a string",
            "line 1, column 18 body field `pass_phrase` is ***, must be a string",
            "line 2, column 31 body field `items[0].tags` is the string \"a\", must be a list",
            "line 2, column 46 body field `items[1].count` is 9, must be in 1..=5",
            "line 2, column 58 the body has no field `items[1].x`",
        ] {
            assert!(shown.contains(problem), "{problem}: {shown}");
        }
        assert_eq!(shown.matches("line ").count(), 6, "{shown}");
        assert!(
            shown.starts_with("line 1, column 3") && shown.find("column 46") < shown.find("column 58"),
            "{shown}"
        );
        type_text("{ \"customer\": \"Ada\",\n  \"items\": [{\"count\": \"many\"}] }").await;
        wait_for(&browser, problems, "line 2, column 14").await;

        // The button of a problem selects what is wrong.
        click(&browser, "[data-act=place]").await;
        let selected = "const text = document.activeElement; return text.value.slice(text.selectionStart, text.selectionEnd)";
        assert_eq!(browser.execute(selected, vec![]).await.unwrap(), "\"count\"");

        type_text("{ \"customer\": \"Ada\", \"items\": [{\"count\": 2, \"tags\": [\"a,b\", \"c\"]}], \"address\": {\"city\": \"Rome\"} }").await;
        wait_for(&browser, "[data-request]", "\"city\":\"Rome\"").await;
        send(&browser).await;
        let sent = r#"{"customer":"Ada","items":[{"count":2,"tags":["a,b","c"]}],"address":{"city":"Rome"}}"#;
        assert!(server.latest().ends_with(sent), "{}", server.latest());

        // Back into the fields: they make the same body.
        click(&browser, "[data-act=fields]").await;
        wait_for(&browser, "[data-item] legend", "items 1").await;
        assert_eq!(input(&browser, "city").await.prop("value").await.unwrap().as_deref(), Some("Rome"));
        send(&browser).await;
        assert!(server.latest().ends_with(sent), "{}", server.latest());
    });
}

#[test]
fn nested_fields_show_their_own_problems_and_secrets_stay_here() {
    let (spec, server) = (shop::spec(), order_server());
    let explorer = shop::explore(&spec, &server);
    with_browser(async |browser| {
        browser.goto(&explorer.operation("shop/create-order")).await.unwrap();
        fill(&browser, "customer", "Ada").await;
        click(&browser, ".body details.optional summary").await;
        for count in ["1", "9"] {
            click(&browser, "[data-act=add]").await;
            fill(&browser, "count", count).await;
        }
        wait_for(&browser, "[data-path='items[1].count'] [data-problem]", "body field `items[1].count` is 9")
            .await;
        // Removed, the others move up.
        let first = browser.find(Locator::Css("[data-item] [data-act=remove]")).await.unwrap();
        first.click().await.unwrap();
        wait_for(&browser, "[data-path='items[0].count'] [data-problem]", "body field `items[0].count` is 9")
            .await;
        wait_for(&browser, "[data-item] legend", "items 1").await;
        let count = input(&browser, "count").await;
        count.clear().await.unwrap();
        count.send_keys("3").await.unwrap();
        fill(&browser, "pass_phrase", "open sesame").await;
        let request = wait_for(&browser, "[data-request]", "\"pass_phrase\":\"***\"").await;
        assert!(request.contains("\"count\":3"), "{request}");
        let page = browser.execute("return document.body.innerText", vec![]).await.unwrap();
        assert!(!page.to_string().contains("sesame"), "{page}");
        send(&browser).await;
        assert!(server.latest().contains("\"pass_phrase\":\"open sesame\""), "{}", server.latest());

        // The link and the history have the fields, but no secret and no token.
        let link = "return link(document.querySelector('form.call')).href + sessionStorage.getItem('calls')";
        let link = browser.execute(link, vec![]).await.unwrap().as_str().unwrap().to_owned();
        let (_, token) = explorer.url.trim_end_matches('/').rsplit_once('/').unwrap();
        assert!(link.contains("customer") && !link.contains("sesame") && !link.contains(token), "{link}");
        browser.goto(link.split("[{").next().unwrap()).await.unwrap();
        wait_for(&browser, "[data-request]", "\"count\":3").await;
        assert_eq!(input(&browser, "pass_phrase").await.prop("value").await.unwrap().as_deref(), Some(""));
    });
}

#[test]
fn forms_files_and_text_are_sent_in_their_media_type() {
    let (spec, server) = (shop::spec(), Server::start(NO_CONTENT, ""));
    let explorer = shop::explore(&spec, &server);
    let files = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        let path = files.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (cover, one, two) =
        (path("cover \"1\".png", "PNG…"), path("1.txt", "first"), path("2.txt", "second"));
    with_browser(async |browser| {
        browser.goto(&explorer.operation("shop/enter")).await.unwrap();
        fill(&browser, "user", "a&b=ü").await;
        fill(&browser, "pin", "1234").await;
        let request = wait_for(&browser, "[data-request]", "user=a%26b%3D%C3%BC").await;
        assert!(!request.contains("1234"), "{request}");
        send(&browser).await;
        assert!(server.latest().ends_with("user=a%26b%3D%C3%BC&pin=1234"), "{}", server.latest());

        browser.goto(&explorer.operation("shop/send-form")).await.unwrap();
        fill(&browser, "title", "A book").await;
        wait_for(&browser, "[data-request]", "body field `cover` is missing").await;
        input(&browser, "cover").await.send_keys(&cover).await.unwrap();
        wait_for(&browser, "[data-request]", "header `cover.X-Checksum` is missing").await;
        let checksum = browser.find(Locator::Css("[data-header='X-Checksum'] input")).await.unwrap();
        checksum.send_keys("a1 \"b2\"").await.unwrap();
        let request = wait_for(&browser, "[data-request]", "(6 bytes of cover \"1\".png)").await;
        assert!(request.contains("x-checksum: a1 \"b2\"") && !request.contains("x-angle"), "{request}");
        input(&browser, "pages").await.send_keys(&format!("{one}\n{two}")).await.unwrap();
        wait_for(&browser, "[data-request]", "(6 bytes of 2.txt)").await;
        let samples = browser
            .execute("return document.querySelector('[data-samples]').textContent", vec![])
            .await
            .unwrap();
        let samples = samples.to_string();
        for part in [
            "--form-string 'title=A book'",
            r#";headers=\"X-Checksum: a1 \\\"b2\\\"\""#,
            "-F 'pages=@1.txt'",
            "-F 'pages=@2.txt'",
            r#".part_header(\"cover\", \"X-Checksum\", \"a1 \\\"b2\\\"\")"#,
        ] {
            assert!(samples.contains(part), "{part}: {samples}");
        }
        assert!(!samples.contains("/tmp"), "{samples}");
        send(&browser).await;
        let sent = server.latest();
        for part in [
            "name=\"title\"\r\n\r\nA book\r\n",
            "PNG…\r\n",
            "x-checksum: a1 \"b2\"\r\n",
            "filename=\"1.txt\"",
            "\r\n\r\nfirst\r\n",
            "\r\n\r\nsecond\r\n",
        ] {
            assert!(sent.contains(part), "{part}: {sent}");
        }

        browser.goto(&explorer.operation("shop/send-picture")).await.unwrap();
        browser.find(Locator::Css("[data-leaf=file]")).await.unwrap().send_keys(&cover).await.unwrap();
        wait_for(&browser, "[data-request]", "content-type: image/png").await;
        send(&browser).await;
        assert!(server.latest().ends_with("PNG…"), "{}", server.latest());

        browser.goto(&explorer.operation("shop/send-note")).await.unwrap();
        let text = browser.find(Locator::Css(".body textarea")).await.unwrap();
        text.send_keys("Dear all,\n@/etc/passwd").await.unwrap();
        wait_for(&browser, "[data-request]", "@/etc/passwd").await;
        send(&browser).await;
        assert!(server.latest().contains("content-type: text/plain"), "{}", server.latest());
        assert!(server.latest().ends_with("Dear all,\n@/etc/passwd"), "{}", server.latest());

        browser.goto(&explorer.operation("shop/choose")).await.unwrap();
        fill(&browser, "color", "red").await;
        wait_for(&browser, "[data-request]", "{\"color\":\"red\"}").await;
        wait_for(&browser, "[data-language=rust] pre", "Choose::Json(Choice::new(\"red\"))").await;
        let choice = browser.find(Locator::Css("[data-media-type]")).await.unwrap();
        choice.select_by_label("application/x-www-form-urlencoded").await.unwrap();
        fill(&browser, "color", "blue").await;
        wait_for(&browser, "[data-request]", "color=blue").await;
        wait_for(&browser, "[data-language=rust] pre", "Choose::Form(").await;
        let samples = "return [...document.querySelectorAll('[data-language] pre')].map((one) => one.textContent).join()";
        let samples = browser.execute(samples, vec![]).await.unwrap().to_string();
        for part in [
            "--media-type application/x-www-form-urlencoded",
            "--data-urlencode 'color=blue'",
            "\\\"blue\\\"",
        ] {
            assert!(samples.contains(part), "{part}: {samples}");
        }
        send(&browser).await;
        assert!(server.latest().ends_with("color=blue"), "{}", server.latest());
    });
}

#[test]
fn a_union_is_filled_in_by_its_variants() {
    let (spec, server) = (
        shop::spec(),
        Server::start("HTTP/1.1 202 Accepted\r\nContent-Type: application/json", r#"{"minutes": 5}"#),
    );
    let explorer = shop::explore(&spec, &server);
    with_browser(async |browser| {
        browser.goto(&explorer.operation("shop/pay")).await.unwrap();
        let choose = async |place: &str, variant: &str| {
            let variants = browser.find(Locator::Css(&format!("{place} [data-variant]"))).await.unwrap();
            variants.select_by_label(variant).await.unwrap();
        };
        choose("[data-name=way]", "Card").await;
        fill(&browser, "digits", "12").await;
        // What is required and missing has a placeholder in the samples.
        wait_for(&browser, "[data-language=rust] pre", "Payment::new(1, Way::Card(Card::new(\"12\")))").await;
        fill(&browser, "number", "7").await;
        wait_for(&browser, "[data-path='way.digits'] [data-problem]", "must have 4..=8 characters").await;
        input(&browser, "digits").await.send_keys("34").await.unwrap();
        fill(&browser, "code", "hush").await;
        let request = wait_for(&browser, "[data-request]", "\"digits\":\"1234\"").await;
        assert!(request.contains("\"kind\":\"card\"") && !request.contains("hush"), "{request}");

        // A list of them, whose variant changes.
        click(&browser, "[data-inputs] > [data-object] > details > summary").await;
        click(&browser, "[data-act=add]").await;
        choose("[data-item]", "Card").await;
        choose("[data-item]", "Cash").await;
        fill(&browser, "coins", "3\n10").await;
        wait_for(
            &browser,
            "[data-path='parts[0].coins'] [data-problem]",
            "`parts[0].coins[1]` is 10, must be in 1..=9",
        )
        .await;
        let coins = input(&browser, "coins").await;
        coins.clear().await.unwrap();
        coins.send_keys("3\n4").await.unwrap();
        wait_for(&browser, "[data-request]", "\"coins\":[3,4]").await;

        // As text and back: the same body. The link has all but the secret.
        click(&browser, "[data-json] summary").await;
        wait_for(&browser, "[data-act=fields]:not(:disabled)", "Copy to the fields").await;
        click(&browser, "[data-act=fields]").await;
        let link = "return link(document.querySelector('form.call')).href";
        let link = browser.execute(link, vec![]).await.unwrap().as_str().unwrap().to_owned();
        send(&browser).await;
        for part in ["\"code\":\"hush\"", "\"digits\":\"1234\"", "\"coins\":[3,4]", "\"kind\":\"cash\""] {
            assert!(server.latest().contains(part), "{part}: {}", server.latest());
        }
        // The response is the one of its status.
        wait_for(&browser, ".response pre", "minutes").await;
        browser.goto(&link).await.unwrap();
        let request = wait_for(&browser, "[data-request]", "\"coins\":[3,4]").await;
        assert!(request.contains("\"digits\":\"1234\"") && !request.contains("code"), "{request}");

        click(&browser, "button[type=reset]").await;
        wait_for(&browser, "[data-request]", "The request cannot be sent yet").await;
        assert!(browser.find_all(Locator::Css("[data-choice]")).await.unwrap().is_empty());
    });
}

#[test]
fn a_response_comes_in_the_chosen_media_type() {
    let (spec, server) =
        (shop::spec(), Server::start("HTTP/1.1 200 OK\r\nContent-Type: text/csv", "total\n7"));
    let explorer = shop::explore(&spec, &server);
    let page = respond(&explorer, "GET", "/TOKEN/op/shop/show-table.html", OWN);
    let select = "<select data-accept><option value=\"0\">application/json</option>\
                  <option value=\"1\">text/csv</option></select>";
    assert!(page.contains(select), "{page}");
    let other = respond(&explorer, "GET", "/TOKEN/op/shop/read-file.html", OWN);
    assert!(!other.contains("data-accept"), "there is nothing to choose");
    let checked = respond_with(&explorer, "POST", "/TOKEN/check/shop/show-table", OWN, "{\"accept\":1}");
    for part in [
        "accept: text/csv",
        "show-table --accept text/csv",
        "-H 'Accept: text/csv'",
        ".send_as::<Download>(\\\"text/csv\\\")",
    ] {
        assert!(checked.contains(part), "{part}: {checked}");
    }
    let sent = respond_with(&explorer, "POST", "/TOKEN/send/shop/show-table", OWN, "{\"accept\":1}");
    assert!(sent.contains("\"status\":200") && sent.contains("total\\n7"), "{sent}");
    assert!(server.latest().contains("accept: text/csv\r\n"), "{}", server.latest());
    respond_with(&explorer, "POST", "/TOKEN/send/shop/show-table", OWN, "{\"accept\":0}");
    assert!(!server.latest().contains("accept: text/csv\r\n"), "{}", server.latest());
}
