//! Lines with the colours of a terminal, as SVG.

/// The size of a character, in pixels.
const LETTER: (f64, f64) = (8.4, 19.0);
const MARGIN: f64 = 16.0;
const PAPER: &str = "#1d1f21";
const INK: &str = "#d4d7d6";
const DIM: &str = "#84898c";

/// The style of characters.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    colour: &'static str,
    is_bold: bool,
    is_underlined: bool,
}

const PLAIN: Look = Look { colour: INK, is_bold: false, is_underlined: false };

/// A picture of these lines on a terminal with this many columns.
pub(crate) fn draw(lines: &[String], columns: usize) -> String {
    let width = MARGIN * 2.0 + columns as f64 * LETTER.0;
    let height = MARGIN * 2.0 + lines.len() as f64 * LETTER.1;
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n\
         <g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, monospace\" font-size=\"14\" \
         xml:space=\"preserve\">\n"
    );
    for (number, line) in lines.iter().enumerate() {
        let y = MARGIN + (number as f64 + 0.75) * LETTER.1;
        let mut column = 0;
        for (text, look) in pieces(line) {
            // Some viewers drop blanks at the start of a text.
            let shown = text.trim_start();
            let blanks = text.chars().count() - shown.chars().count();
            let x = MARGIN + (column + blanks) as f64 * LETTER.0;
            column += text.chars().count();
            let shown = shown.trim_end();
            if !shown.is_empty() {
                picture.push_str(&piece(shown, look, x, y));
            }
        }
    }
    picture.push_str("</g>\n</svg>\n");
    picture
}

fn piece(text: &str, look: Look, x: f64, y: f64) -> String {
    let weight = if look.is_bold { " font-weight=\"bold\"" } else { "" };
    let line = if look.is_underlined { " text-decoration=\"underline\"" } else { "" };
    // The length is given, so that columns are aligned in every font.
    let length = text.chars().count() as f64 * LETTER.0;
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{length:.1}\" fill=\"{}\"{weight}{line}>{text}</text>\n",
        look.colour
    )
}

/// The pieces of a line that look the same.
fn pieces(line: &str) -> Vec<(String, Look)> {
    let mut pieces = Vec::new();
    let mut look = PLAIN;
    let mut rest = line;
    while let Some(start) = rest.find("\u{1b}[") {
        pieces.push((rest[..start].to_owned(), look));
        let sequence = &rest[start + 2..];
        let end = sequence.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(sequence.len());
        for code in sequence[..end].split(';') {
            look = changed(look, code);
        }
        rest = sequence.get(end + 1..).unwrap_or("");
    }
    pieces.push((rest.to_owned(), look));
    pieces
}

/// The look after a code of the terminal's.
fn changed(look: Look, code: &str) -> Look {
    match code {
        "" | "0" => PLAIN,
        "1" => Look { is_bold: true, ..look },
        "2" => Look { colour: DIM, ..look },
        "4" => Look { is_underlined: true, ..look },
        "31" => Look { colour: "#e06c66", ..look },
        "32" => Look { colour: "#98c379", ..look },
        "33" => Look { colour: "#e5c07b", ..look },
        "36" => Look { colour: "#56b6c2", ..look },
        _ => look,
    }
}
