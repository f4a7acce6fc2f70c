//! Which quotation a token stands in.

use super::Quotation;

/// The innermost quotation around each token, asked for in text order.
pub(crate) struct Enclosing<'s> {
    quotations: &'s [Quotation],
    next: usize,
    innermost: Option<u32>,
    /// Up to this token the innermost one stays the same.
    until: u32,
}

impl<'s> Enclosing<'s> {
    pub(crate) fn new(quotations: &'s [Quotation]) -> Enclosing<'s> {
        Enclosing { quotations, next: 0, innermost: None, until: 0 }
    }

    #[inline]
    pub(crate) fn at(&mut self, token: u32) -> Option<u32> {
        if token >= self.until {
            self.step(token);
        }
        self.innermost
    }

    /// Goes on to a token that may stand in another quotation.
    fn step(&mut self, token: u32) {
        while let Some(quotation) = self.quotations.get(self.next)
            && quotation.tokens.start <= token
        {
            self.innermost = Some(self.next as u32);
            self.next += 1;
        }
        let next = self.quotations.get(self.next).map_or(u32::MAX, |next| next.tokens.start);
        self.until = next;
        while let Some(quotation) = self.innermost.and_then(|last| self.quotations.get(last as usize)) {
            if token < quotation.tokens.end {
                self.until = next.min(quotation.tokens.end);
                break;
            }
            self.innermost = quotation.parent();
        }
    }
}
