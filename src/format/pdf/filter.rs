//! How the bytes of a stream are packed.

use std::io::Read;

use super::object::unhex;

/// Unpacks bytes by one filter, to one byte more than `limit` at most; as far as they are sound. Filters of pictures give nothing.
pub(super) fn unpack(filter: &str, bytes: &[u8], limit: usize, param: &dyn Fn(&str) -> Option<usize>) -> Vec<u8> {
    let most = limit.saturating_add(1);
    match filter {
        "FlateDecode" | "Fl" => predicted(inflated(bytes, most), param),
        "LZWDecode" | "LZW" => predicted(lzw(bytes, most, param("EarlyChange") != Some(0)), param),
        "ASCIIHexDecode" | "AHx" => unhex(bytes),
        "ASCII85Decode" | "A85" => ascii85(bytes),
        "RunLengthDecode" | "RL" => run_lengths(bytes, most),
        _ => Vec::new(),
    }
}

fn inflated(bytes: &[u8], most: usize) -> Vec<u8> {
    let mut unpacked = Vec::new();
    // An error ends it, and what came before is kept.
    let _ = flate2::read::ZlibDecoder::new(bytes).take(most as u64).read_to_end(&mut unpacked);
    if unpacked.is_empty() {
        let _ = flate2::read::DeflateDecoder::new(bytes).take(most as u64).read_to_end(&mut unpacked);
    }
    unpacked
}

fn lzw(bytes: &[u8], most: usize, early: bool) -> Vec<u8> {
    use weezl::{BitOrder, decode::Configuration};
    let configuration = if early { Configuration::with_tiff_size_switch(BitOrder::Msb, 8) } else { Configuration::new(BitOrder::Msb, 8) };
    let (mut decoder, mut rest) = (configuration.build(), bytes);
    let (mut unpacked, mut piece) = (Vec::new(), vec![0; 1 << 14]);
    while unpacked.len() < most {
        let result = decoder.decode_bytes(rest, &mut piece);
        rest = &rest[result.consumed_in.min(rest.len())..];
        unpacked.extend_from_slice(&piece[..result.consumed_out]);
        let goes_on = matches!(result.status, Ok(weezl::LzwStatus::Ok)) && (result.consumed_in > 0 || result.consumed_out > 0);
        if !goes_on {
            break;
        }
    }
    unpacked
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let (mut unpacked, mut group) = (Vec::new(), Vec::with_capacity(5));
    let flush = |group: &mut Vec<u8>, unpacked: &mut Vec<u8>| {
        let kept = group.len().saturating_sub(1);
        group.resize(5, 84);
        let value = group.iter().fold(0_u32, |value, &digit| value.wrapping_mul(85).wrapping_add(u32::from(digit)));
        unpacked.extend_from_slice(&value.to_be_bytes()[..kept]);
        group.clear();
    };
    for &byte in bytes {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => unpacked.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group.push(byte - b'!');
                if group.len() == 5 {
                    flush(&mut group, &mut unpacked);
                }
            }
            _ => {}
        }
    }
    if !group.is_empty() {
        flush(&mut group, &mut unpacked);
    }
    unpacked
}

fn run_lengths(bytes: &[u8], most: usize) -> Vec<u8> {
    let (mut unpacked, mut at) = (Vec::new(), 0);
    while let Some(&length) = bytes.get(at).filter(|_| unpacked.len() < most) {
        let length = usize::from(length);
        match length {
            128 => break,
            0..128 => {
                let end = (at + 2 + length).min(bytes.len());
                unpacked.extend_from_slice(&bytes[at + 1..end]);
                at = end;
            }
            _ => {
                let Some(&byte) = bytes.get(at + 1) else { break };
                unpacked.resize(unpacked.len() + 257 - length, byte);
                at += 2;
            }
        }
    }
    unpacked
}

/// Rows of bytes that are written as differences from what stands before or above them, as in PNG. Objects may be packed so.
fn predicted(bytes: Vec<u8>, param: &dyn Fn(&str) -> Option<usize>) -> Vec<u8> {
    if param("Predictor").unwrap_or(1) < 10 {
        return bytes;
    }
    let bits = param("Colors").unwrap_or(1).clamp(1, 32) * param("BitsPerComponent").unwrap_or(8).clamp(1, 16);
    let (step, width) = (bits.div_ceil(8), (bits * param("Columns").unwrap_or(1).clamp(1, 1 << 20)).div_ceil(8));
    let (mut rows, mut above) = (Vec::with_capacity(bytes.len()), vec![0_u8; width]);
    for row in bytes.chunks(width + 1) {
        let (kind, mut row) = (row[0], row[1..].to_vec());
        for at in 0..row.len() {
            let left = if at < step { 0 } else { row[at - step] };
            let corner = if at < step { 0 } else { above[at - step] };
            let add = match kind {
                1 => left,
                2 => above[at],
                3 => u16::midpoint(u16::from(left), u16::from(above[at])) as u8,
                4 => paeth(left, above[at], corner),
                _ => 0,
            };
            row[at] = row[at].wrapping_add(add);
        }
        rows.extend_from_slice(&row);
        above[..row.len()].copy_from_slice(&row);
    }
    rows
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |byte: u8| (guess - i16::from(byte)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}
