//! Random bytes from the system. Nothing else in the server makes any.

use crate::error::ApiError;

/// Returns random bytes fit for tokens.
///
/// # Errors
///
/// [`ApiError::internal`] if the system has none to give.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], ApiError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| ApiError::internal("no random bytes"))?;
    Ok(bytes)
}
