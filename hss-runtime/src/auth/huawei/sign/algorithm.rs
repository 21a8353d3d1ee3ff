//! Signature algorithms.

/// Algorithm of a signature, which the gateway of the service must accept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// `SDK-HMAC-SHA256`: accepted by every service.
    #[default]
    HmacSha256,
    /// `SDK-HMAC-SM3`: the same with the SM3 hash, for sites that require it.
    #[cfg(feature = "sm3")]
    HmacSm3,
    /// `V11-HMAC-SHA256`: with a key derived per day, region and service.
    V11 {
        /// Region, or `globe` for a global service.
        region: String,
        /// Short name of the service: `hss`.
        service: String,
    },
}

impl Algorithm {
    /// Name as in the `Authorization` header.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Algorithm::HmacSha256 => "SDK-HMAC-SHA256",
            #[cfg(feature = "sm3")]
            Algorithm::HmacSm3 => "SDK-HMAC-SM3",
            Algorithm::V11 { .. } => "V11-HMAC-SHA256",
        }
    }
}
