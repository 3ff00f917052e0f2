use super::*;

/// The text, and whether every character of it maps to its own bytes.
fn read(bytes: &[u8]) -> (String, &'static str) {
    let (text, encoded) = decode(bytes).expect("it is text");
    for (at, c) in text.char_indices() {
        let span = encoded.disk(at)..encoded.disk(at + c.len_utf8());
        let (again, _) = decode_as(encoded.encoding, &bytes[span.clone()]).expect("a character");
        assert_eq!(again, c.to_string(), "{span:?}");
    }
    assert_eq!(encoded.disk(text.len()), bytes.len());
    assert_eq!(encoded.write(&text).as_deref(), Some(bytes));
    (text, encoded.encoding.name())
}

fn wide(text: &str, unit: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn western_text_is_recognised_and_maps_to_its_bytes() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode("L’été dernier, le café a fermé ; «\u{a0}c’est fini\u{a0}», dit-il. 20 €");
    assert_eq!(read(&bytes), ("L’été dernier, le café a fermé ; «\u{a0}c’est fini\u{a0}», dit-il. 20 €".into(), "windows-1252"));
    assert_eq!(read(b"ab\ncaf\xe9"), ("ab\ncafé".into(), "windows-1252"));
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Сервис был закрыт в июне по решению суда.");
    assert_eq!(read(&bytes).1, "windows-1251");
}

#[test]
fn a_declaration_is_stronger_than_a_guess() {
    assert_eq!(read(b"# coding: iso-8859-15\n20 \xa4"), ("# coding: iso-8859-15\n20 €".into(), "ISO-8859-15"));
    let error = decode(b"<meta charset=utf-8>\ncaf\xe9").expect_err("it is none");
    assert!(matches!(error, ReadError::NotUtf8(Bad { offset: 24, line: 2 })), "{error}");
    let error = decode(b"# coding: shift_jis\nab\x81\n").expect_err("a byte does not fit");
    assert!(matches!(error, ReadError::NotDeclared { encoding: "Shift_JIS", bad: Bad { offset: 22, line: 2 } }), "{error}");
}

#[test]
fn wide_text_is_read_with_and_without_its_mark() {
    let text = "\u{feff}L’été 😀 coûte 20 €.";
    assert_eq!(read(&wide(text, u16::to_le_bytes)), (text.into(), "UTF-16LE"));
    assert_eq!(read(&wide(text, u16::to_be_bytes)), (text.into(), "UTF-16BE"));
    assert_eq!(read(&wide("Isaac Steidl", u16::to_le_bytes)).1, "UTF-16LE");
    assert_eq!(read(&wide("Isaac Steidl", u16::to_be_bytes)).1, "UTF-16BE");
    assert!(matches!(decode(b"a\0b"), Err(ReadError::Binary)));
    assert!(matches!(decode(b"\0\0\0\x01\0\x02PNG"), Err(ReadError::Binary)));
    let error = decode(b"\xff\xfea\0b").expect_err("half a character");
    assert!(matches!(error, ReadError::NotDeclared { encoding: "UTF-16LE", bad: Bad { offset: 4, line: 1 } }), "{error}");
}

#[test]
fn east_asian_text_maps_to_its_bytes() {
    let text = "# coding: shift_jis\nサイト「ココ」は6月25日に閉鎖された。";
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    assert_eq!(read(&bytes), (text.into(), "Shift_JIS"));
    let text = "# coding: gb18030\n该网站😀于6月25日关闭。";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    assert_eq!(read(&bytes), (text.into(), "gb18030"));
}

#[test]
fn utf_8_with_a_bad_byte_is_no_other_encoding_and_noise_is_no_text() {
    let error =
        decode("L’été\u{a0}: caf".as_bytes().iter().chain(b"\xe9\n").copied().collect::<Vec<u8>>().as_slice()).expect_err("one bad byte");
    assert!(matches!(error, ReadError::NotUtf8(Bad { offset: 16, line: 1 })), "{error}");
    let noise: Vec<u8> = (0..2000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
    assert!(matches!(decode(&noise), Err(ReadError::NoText(_))));
}

#[test]
fn a_character_that_the_encoding_has_not_is_not_written() {
    let (_, encoded) = decode(b"caf\xe9").expect("it is text");
    assert_eq!(encoded.write("cafè’").as_deref(), Some(&b"caf\xe8\x92"[..]));
    assert_eq!(encoded.write("ć"), None);
}
