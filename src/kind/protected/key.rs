//! The key of the protected names: where it is found, and the keyed hashes that it makes.
//!
//! A hash is HMAC-SHA-256, cut to 128 bits: as hard to turn back as the whole of it, half as long in the file, and that two names share one by
//! chance does not happen. The key is at least 256 bits, written in hexadecimal digits.

use std::fmt;
use std::path::Path;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::source::display_path;

/// The variable that holds the key.
pub const VARIABLE: &str = "FACTLINT_PROTECT_KEY";

/// How many bytes a key has at least.
pub const LEAST: usize = 32;

/// A keyed hash.
pub type Digest = [u8; 16];

/// What a hash is of: two of the same letters for different ends are not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// A whole form.
    Form,
    /// The first word of a form.
    Start,
    /// What everybody knows, to tell one key from another.
    Check,
}

impl Of {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Form => b"factlint protected 1 form\0",
            Self::Start => b"factlint protected 1 start\0",
            Self::Check => b"factlint protected 1 check\0",
        }
    }
}

/// A key, ready to hash: what depends on the key alone has been computed.
#[derive(Clone)]
pub struct Key(Hmac<Sha256>);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// The key of a run: of the environment, else of the file that the configuration names.
    ///
    /// # Errors
    /// Why there is none, as a sentence that does not quote it.
    pub fn find(file: Option<&Path>) -> Result<Self, String> {
        match (std::env::var_os(VARIABLE), file) {
            (Some(value), _) => {
                Self::parse(&value.to_string_lossy()).map_err(|error| format!("the value of {VARIABLE} is no key: {error}"))
            }
            (None, Some(path)) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|error| format!("the key file {} cannot be read: {error}", display_path(path)))?;
                Self::parse(&text).map_err(|error| format!("{} holds no key: {error}", display_path(path)))
            }
            (None, None) => Err("there is no key".to_owned()),
        }
    }

    /// Reads a key as it is written.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let bytes = from_hex(text.trim()).ok_or_else(|| "it is not written in hexadecimal digits, two for each byte".to_owned())?;
        if bytes.len() < LEAST {
            return Err(format!("it has {} bytes, and {LEAST} are needed", bytes.len()));
        }
        let mac = Hmac::new_from_slice(&bytes).map_err(|error| error.to_string())?;
        Ok(Self(mac))
    }

    /// The keyed hash of folded letters.
    pub(crate) fn digest(&self, of: Of, folded: &str) -> Digest {
        let mut mac = self.0.clone();
        mac.update(of.label());
        mac.update(folded.as_bytes());
        let whole = mac.finalize().into_bytes();
        std::array::from_fn(|at| whole[at])
    }

    /// What `key-check` holds for this key.
    pub(crate) fn check(&self) -> Digest {
        self.digest(Of::Check, "")
    }
}

/// Whether a key file can be read by others than its owner, as far as the system knows such a thing.
pub fn is_open_to_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A hash as a rule file has it.
pub(crate) fn parse_digest(text: &str) -> Option<Digest> {
    from_hex(text)?.try_into().ok()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_long_and_hexadecimal_and_what_is_wrong_with_it_does_not_quote_it() {
        assert!(Key::parse(&format!("{}\n", "0f".repeat(32))).is_ok());
        for (wrong, why) in [("0f".repeat(31), "31 bytes"), ("secret".to_owned(), "hexadecimal"), ("f".repeat(65), "two for each")] {
            let error = Key::parse(&wrong).expect_err("no key");
            assert!(error.contains(why) && !error.contains(&wrong), "{error}");
        }
    }

    #[test]
    fn the_hash_is_hmac_sha_256_cut_in_half_and_depends_on_the_key_and_the_end() {
        let key = Key::parse(&"00".repeat(32)).expect("a key");
        let other = Key::parse(&"01".repeat(32)).expect("a key");
        let digest = key.digest(Of::Form, "annaberg");
        assert_ne!(digest, other.digest(Of::Form, "annaberg"));
        assert_ne!(digest, key.digest(Of::Start, "annaberg"));
        assert_eq!(parse_digest(&hex(&digest)), Some(digest));
        assert_eq!(parse_digest("zz"), None);
    }
}
