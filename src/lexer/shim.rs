//! What the lexer asks of the lexicon, until the lexicon answers it.

const ABBREVIATIONS: &[&[u8]] = &[
    b"Mr", b"Mrs", b"Ms", b"Dr", b"Prof", b"Rev", b"Gen", b"Sen", b"Rep", b"Gov", b"Capt", b"Col", b"Lt",
    b"Sgt", b"St", b"Jr", b"Sr", b"Inc", b"Corp", b"Co", b"Ltd", b"vs", b"etc", b"Hon", b"Messrs", b"Mme",
    b"Mlle", b"Maj", b"Cmdr", b"Esq", b"Jan", b"Feb", b"Aug", b"Sept", b"Oct", b"Nov", b"Dec", b"Mt", b"Fr",
    b"Ft", b"Bros",
];

pub(super) fn look_up(word: &[u8]) -> (u16, u16) {
    let hash = word.iter().fold(0x811c_9dc5u32, |hash, byte| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    });
    (0, (hash >> 16) as u16)
}

pub(super) fn is_abbreviation(word: &[u8], _entry: u16) -> bool {
    word.len() < 7 && (ABBREVIATIONS.contains(&word) || word.eq_ignore_ascii_case(b"no"))
}
