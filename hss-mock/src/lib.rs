//! hss-mock
