//! The pages without a mouse, and for a screen reader.

use fantoccini::key::Key;
use fantoccini::{Client, Locator};

use crate::Explorer;
use crate::browser::{click, fill, input, wait_for, with_browser};
use crate::shop::{self, Server};

/// The value of an expression in the page.
async fn value(browser: &Client, expression: &str) -> serde_json::Value {
    browser.execute(&format!("return {expression}"), vec![]).await.unwrap()
}

/// Presses keys where the keyboard is.
async fn press(browser: &Client, keys: &str) {
    browser.active_element().await.unwrap().send_keys(keys).await.unwrap();
}

fn key(key: Key) -> String {
    char::from(key).to_string()
}

#[test]
fn search_results_are_walked_with_arrows() {
    let explorer = Explorer::start(&["--mock"]);
    with_browser(async |browser| {
        browser.goto(&explorer.url).await.unwrap();
        let at = "document.activeElement.getAttribute('href') ?? document.activeElement.id";
        // A browser without a mouse does not start there: its keyboard would cover the page.
        press(&browser, "/").await;
        assert_eq!(value(&browser, at).await, "find");
        press(&browser, "image scan task list").await;
        wait_for(&browser, "[data-found]", " found").await;
        let shown = value(&browser, "[...document.querySelectorAll('li:not([hidden]) a')].filter((link) => link.offsetParent).map((link) => link.getAttribute('href'))").await;
        let shown: Vec<&str> = shown.as_array().unwrap().iter().filter_map(|link| link.as_str()).collect();
        assert!(shown.len() > 2, "{shown:?}");
        for (pressed, expected) in [
            (Key::Down, shown[0]),
            (Key::Down, shown[1]),
            (Key::Up, shown[0]),
            (Key::Up, "find"),
            (Key::Down, shown[0]),
            (Key::Escape, "find"),
        ] {
            press(&browser, &key(pressed)).await;
            assert_eq!(value(&browser, at).await, expected);
        }
        press(&browser, &key(Key::Escape)).await;
        wait_for(&browser, "[data-found]", &format!("{} operations", crate::operations())).await;
        assert_eq!(value(&browser, "location.search").await, "");
        press(&browser, &format!("list-image-scan-task{}", key(Key::Enter))).await;
        wait_for(&browser, "h1", "List image scan tasks").await;
        // The list of its group shows it, and the page is at its top.
        let shown = "(() => {
            const box = document.querySelector('.siblings'), link = box.querySelector('[aria-current]').getBoundingClientRect();
            return scrollY === 0 && box.scrollTop > 0 && link.bottom <= Math.min(innerHeight, box.getBoundingClientRect().bottom);
        })()";
        assert_eq!(value(&browser, shown).await, true);
        press(&browser, "/").await;
        assert_eq!(value(&browser, "document.activeElement.matches('[data-find]')").await, true);
        press(&browser, &format!("whitelist{}", key(Key::Enter))).await;
        wait_for(&browser, "[data-found]", " found").await;
    });
}

#[test]
fn a_call_is_made_with_keys_alone() {
    let explorer = Explorer::start(&["--mock", "--mock-items", "25"]);
    with_browser(async |browser| {
        browser.goto(&explorer.operation("image/list-image-scan-task")).await.unwrap();
        // The first stop leads over the navigation.
        press(&browser, &key(Key::Tab)).await;
        let skip = "document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().left >= 0";
        assert_eq!(value(&browser, skip).await, true);
        press(&browser, &key(Key::Enter)).await;
        press(&browser, &key(Key::Tab)).await;
        assert_eq!(value(&browser, "document.activeElement.closest('main') !== null").await, true);

        // Each stop is visible, and comes after the one before it.
        value(&browser, "document.querySelector('[data-param] select').focus()").await;
        let mut stops = Vec::new();
        for _ in 0..40 {
            press(&browser, &key(Key::Tab)).await;
            let stop = value(&browser, "(() => {
                const here = document.activeElement, before = globalThis.before;
                globalThis.before = here;
                if (here === document.body) return 'end';
                const box = here.getBoundingClientRect(), style = getComputedStyle(here);
                if (box.width === 0 || style.outlineStyle === 'none' && !here.matches('[type=file]')) return `invisible: ${here.outerHTML}`;
                if (before && !(before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING)) return 'end';
                return here.tagName;
            })()").await.as_str().unwrap().to_owned();
            assert!(!stop.starts_with("invisible"), "{stop}");
            if stop == "end" {
                break;
            }
            stops.push(stop);
        }
        assert!(
            stops.len() > 6
                && stops.iter().any(|stop| stop == "SUMMARY")
                && stops.iter().any(|stop| stop == "PRE"),
            "{stops:?}"
        );

        let kind = browser.find(Locator::Css("[data-param] select")).await.unwrap();
        kind.select_by_value("image_scan").await.unwrap();
        fill(&browser, "limit", "10").await;
        press(&browser, &format!("{}{}", key(Key::Control), key(Key::Enter))).await;
        wait_for(&browser, ".summary", "10 of 25 items").await;
        // The status says it to those who do not see it.
        wait_for(&browser, "[role=status]", "Response: status 200").await;
        // The button stays where the keyboard is, page after page.
        value(&browser, "document.querySelector('[data-act=next]').focus()").await;
        press(&browser, &key(Key::Enter)).await;
        wait_for(&browser, ".summary", "20 of 25 items").await;
        assert_eq!(value(&browser, "document.activeElement.dataset.act").await, "next");
        press(&browser, &key(Key::Enter)).await;
        wait_for(&browser, ".summary", "25 of 25 items").await;
        assert_eq!(value(&browser, "document.activeElement.textContent").await, "Response");

        // Tabs by arrows.
        value(&browser, "document.querySelector('[role=tab][aria-selected=true]').focus()").await;
        let before = value(&browser, "document.activeElement.textContent").await;
        press(&browser, &key(Key::Right)).await;
        let after =
            value(&browser, "document.querySelector('[role=tab][aria-selected=true]').textContent").await;
        assert_ne!(before, after);
        press(&browser, &key(Key::Home)).await;
        assert_eq!(value(&browser, "document.activeElement.textContent").await, "hss");

        // A refused form leads to the first field that is wrong.
        let limit = input(&browser, "limit").await;
        limit.clear().await.unwrap();
        limit.send_keys("7").await.unwrap();
        click(&browser, "button[type=submit]").await;
        wait_for(&browser, "[data-status]", "Nothing was sent").await;
        assert_eq!(value(&browser, "document.activeElement.value").await, "7");
    });
}

#[test]
fn everything_has_a_name_and_ids_are_unique() {
    let (spec, server) = (shop::spec(), Server::start("HTTP/1.1 204 No Content", ""));
    let shop = shop::explore(&spec, &server);
    let explorer = Explorer::start(&["--mock"]);
    let flaws = "(() => {
        const all = (selector) => [...document.querySelectorAll(selector)];
        const flaws = [];
        for (const add of all('[data-act=add]')) add.click();
        const isNamed = (one) => one.getAttribute('aria-label') || one.labels?.length || one.textContent.trim() && one.matches('button, a, summary');
        for (const one of all('input, select, textarea, button, a, summary')) if (!isNamed(one)) flaws.push(`no name: ${one.outerHTML}`);
        for (const one of all('fieldset')) if (!one.querySelector(':scope > legend')?.textContent.trim()) flaws.push('no legend');
        const ids = all('[id]').map((one) => one.id);
        if (new Set(ids).size !== ids.length) flaws.push(`ids twice: ${ids}`);
        for (const name of ['aria-describedby', 'aria-labelledby', 'aria-controls', 'list', 'for'])
            for (const one of all(`[${name}]`)) for (const id of one.getAttribute(name).split(' '))
                if (!document.getElementById(id)) flaws.push(`${name} without ${id}`);
        // A name is not one word of all its parts.
        for (const one of all('.heading, legend')) if (/\\w(required|integer|string)\\b/.test(one.textContent)) flaws.push(`words together: ${one.textContent}`);
        if (all('h1').length !== 1) flaws.push('not one h1');
        if (!document.documentElement.lang || !document.querySelector('main')) flaws.push('no language or main');
        if (!all('[role=status]').length) flaws.push('no status');
        for (const one of all('[data-problem]')) if (!one.getAttribute('aria-live')) flaws.push('a silent problem');
        return flaws;
    })()";
    with_browser(async |browser| {
        let mut pages = vec![explorer.url.clone()];
        pages.extend(
            ["image/list-image-scan-task", "image/add-registry", "report/upload-report-logo"]
                .map(|path| explorer.operation(path)),
        );
        pages.extend(
            ["shop/create-order", "shop/send-form", "shop/send-note", "shop/choose"]
                .map(|path| shop.operation(path)),
        );
        for page in pages {
            browser.goto(&page).await.unwrap();
            assert_eq!(value(&browser, flaws).await, serde_json::json!([]), "{page}");
        }
    });
}
