mod imag {
    hss_codegen_macros::api!(group = "imag");
}

fn main() {
    let _ = imag::ImagApi::new;
}
