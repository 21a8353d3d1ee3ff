const FILES: &[(&str, &str)] = hss_codegen_macros::spec!(group = "image");

fn main() {
    let _ = FILES;
}
