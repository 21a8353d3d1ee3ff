//! Pages and lists of operations in the form of a vendor's site.

use std::fmt::Write as _;

/// A doc page as Markdown: a listing with a query parameter `kind` of these values, and this limit.
pub fn page(id: &str, kinds: &[&str], limit: u32) -> String {
    let kinds: String = kinds.iter().map(|kind| format!(" - {kind}: as `{kind}`")).collect();
    let path: String = id
        .chars()
        .flat_map(|letter| match letter {
            'A'..='Z' => vec!['-', letter.to_ascii_lowercase()],
            letter => vec![letter],
        })
        .collect();
    let path = path.trim_start_matches('-');
    format!(
        "# Listing - {id}
#### Function
Lists things.
#### URI
GET /v5/{{project_id}}/lamp/{path}
**Table 1** Path Parameters
| Parameter | Mandatory | Type | Description |
|:---|:---|:---|:---|
| project_id | Yes | String | **Definition** Project **Constraints** N/A **Range** The value can contain 1 to 256 characters. **Default Value** N/A |

**Table 2** Query Parameters
| Parameter | Mandatory | Type | Description |
|:---|:---|:---|:---|
| kind | No | String | **Definition** Kind **Constraints** N/A **Range** The options are as follows:{kinds} **Default Value** N/A |
| limit | No | Integer | **Definition** Things on a page **Constraints** N/A **Range** The value range is 1 to {limit}. **Default Value** N/A |

#### Request Parameters
**Table 3** Request header parameters
| Parameter | Mandatory | Type | Description |
|:---|:---|:---|:---|
| X-Auth-Token | Yes | String | **Definition** Token **Constraints** N/A **Range** The value can contain 1 to 32,768 characters. **Default Value** N/A |

#### Response Parameters
Status code: 200
**Table 4** Response body parameters
| Parameter | Type | Description |
|:---|:---|:---|
| total_num | Integer | **Definition** Number of things **Range** 0 to 2,147,483,647 |
| {path} | String | **Definition** Name of the listing **Range** N/A |

#### Example Requests
None
#### Example Responses
None
#### Status Codes
| Status Code | Description |
|:---|:---|
| 200 | Done |
"
    )
}

/// A list of operations in the form of a command-line reference.
pub fn index(ids: &[&str]) -> String {
    let mut text = "# Commands\n#### Lamps\n| API | Command | Description |\n|:---|:---|:---|\n".to_owned();
    for id in ids {
        let _ = writeln!(text, "| {id} | hcloud LAMP {id}/v5 | Lists things. |");
    }
    text
}
