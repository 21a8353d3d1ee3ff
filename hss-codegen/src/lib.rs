//! hss-codegen
