//! Simple Message Notification: the client that `api!` makes of the spec beside it.

hss_codegen_macros::api!(path = "spec");
