//! Which quotation a token stands in.

use super::Quotation;

/// The innermost quotation around each token, asked for in text order.
pub(crate) struct Enclosing<'s> {
    quotations: &'s [Quotation],
    next: usize,
    innermost: Option<u32>,
}

impl<'s> Enclosing<'s> {
    pub(crate) fn new(quotations: &'s [Quotation]) -> Enclosing<'s> {
        Enclosing { quotations, next: 0, innermost: None }
    }

    pub(crate) fn at(&mut self, token: u32) -> Option<u32> {
        while let Some(quotation) = self.quotations.get(self.next)
            && quotation.tokens.start <= token
        {
            self.innermost = Some(self.next as u32);
            self.next += 1;
        }
        while let Some(last) = self.innermost {
            let quotation = self.quotations.get(last as usize)?;
            if token < quotation.tokens.end {
                return Some(last);
            }
            self.innermost = quotation.parent();
        }
        None
    }
}
