mod imag {
    hss_codegen_macros::api!(family = "imag");
}

fn main() {
    let _ = imag::ImagApi::new;
}
