//! What a word can be: a set of bits.

/// The set of classes that a word of the lexicon belongs to. Ambiguous words have several.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Class(pub(crate) u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Class {
            $($(#[$doc])* pub(crate) const $name: Class = Class(1 << $bit);)*
            /// Every class with its name, for the generator and the tests.
            #[cfg(test)]
            pub(crate) const NAMES: &'static [(&'static str, Class)] = &[$((stringify!($name), Class::$name)),*];
        }
    };
}

classes! {
    // Parts of speech, as a coarse dictionary has them.
    /// A common noun, singular or mass.
    NOUN = 0;
    /// A plural noun.
    PLURAL = 1;
    /// A verb's base form.
    BASE = 2;
    /// A verb's third person singular present.
    THIRD = 3;
    /// A verb's past tense.
    PAST = 4;
    /// A verb's past participle.
    PARTICIPLE = 5;
    /// A verb's -ing form.
    GERUND = 6;
    ADJECTIVE = 7;
    ADVERB = 8;
    PREPOSITION = 9;
    /// Articles, possessives, demonstratives, quantifiers.
    DETERMINER = 10;
    /// and, or, but, nor, yet.
    CONJUNCTION = 11;
    /// that, because, while, if, whether.
    SUBORDINATOR = 12;
    /// A personal, reflexive or indefinite pronoun.
    PRONOUN = 13;
    /// can, will, would, shall.
    MODAL = 14;
    /// Forms of be, have and do.
    AUXILIARY = 15;
    /// not, never, n't forms.
    NEGATION = 16;
    /// who, which, what, where.
    WH = 17;
    INTERJECTION = 18;
    /// one, two, dozen, hundred.
    NUMERAL = 19;
    // Verbs that report; the frames are in the verb table.
    /// A form of a verb that reports speech.
    SPEECH = 20;
    /// A form of a verb that reports writing.
    WRITING = 21;
    /// A form of a verb that reports thought.
    THOUGHT = 22;
    /// A form of a verb that reports an attitude: hope, support, oppose.
    ATTITUDE = 23;
    /// A noun that reports: claim, statement, belief.
    CUE_NOUN = 24;
    // People and other sources.
    /// A title before a name: Mr., Senator, Aunt.
    TITLE = 25;
    /// A noun for someone by office, trade or part: spokesman, nurse.
    ROLE = 26;
    /// A noun of kinship.
    KIN = 27;
    /// man, woman, boy, girl, lady, stranger.
    PERSON = 28;
    /// A noun for several people: officials, critics, crowd.
    GROUP = 29;
    /// A noun for an organisation, or a word that ends its name: ministry, Inc.
    ORGANISATION = 30;
    /// A noun for something that says: report, poll, letter, sign.
    DOCUMENT = 31;
    /// A given name.
    GIVEN = 32;
    /// He, his wife, Mr., Henry.
    MALE = 33;
    /// She, aunt, Mrs., Anne.
    FEMALE = 34;
    /// van, de, al, bin: inside names.
    PARTICLE = 35;
    /// Jr., Sr., III, PhD: after names.
    SUFFIX = 36;
    /// Weekdays, months, yesterday, today.
    TIME = 37;
    /// A country, a state, a large city.
    PLACE = 38;
    /// American, British, Democratic: adjectives with a capital.
    DEMONYM = 39;
    /// An abbreviation whose full stop ends no sentence by itself.
    ABBREVIATION = 40;
    /// 'tis, 'em, 'twas: words that begin with an apostrophe (listed without it).
    ELISION = 41;
    /// I, me, my, we, us, our.
    FIRST = 42;
    /// you, your, thou.
    SECOND = 43;
    /// A possessive pronoun or determiner: his, her, their.
    POSSESSIVE = 44;
    /// A pronoun as a subject: he, she, they, I, we, who.
    SUBJECT = 45;
    /// A word that calls someone without naming: sir, dear, madam, darling.
    ADDRESS = 46;
    /// A verb that fits a quotation as a tag only by manner: smiled, nodded, shrugged, laughed.
    MANNER = 47;
    /// In the list of frequent English words in lower case: capitalised at a sentence's start it is no name.
    COMMON = 48;
    /// they, we, people: more than one.
    MANY = 49;
    /// A dialogue tag's own verbs: said, asked, replied: near certain beside a quotation.
    TAG = 50;
}

impl Class {
    pub(crate) const NONE: Class = Class(0);
    /// Any verb form.
    pub(crate) const VERB: Class =
        Class(Self::BASE.0 | Self::THIRD.0 | Self::PAST.0 | Self::PARTICIPLE.0 | Self::GERUND.0);
    /// A form that a clause is built on: a finite verb, or what helps one.
    pub(crate) const FINITE: Class = Class(Self::PAST.0 | Self::THIRD.0 | Self::MODAL.0 | Self::AUXILIARY.0);
    /// Nouns for one of the people, by what they do, are to somebody, or are.
    pub(crate) const HUMAN: Class = Class(Self::ROLE.0 | Self::KIN.0 | Self::PERSON.0);
    /// These, and titles.
    pub(crate) const SOMEBODY: Class = Class(Self::HUMAN.0 | Self::TITLE.0);
    /// These and several of them.
    pub(crate) const PEOPLE: Class = Class(Self::SOMEBODY.0 | Self::GROUP.0);
    /// People whom a name before them may tell apart: "a Western diplomat", "Clinton aides". Kin and titles are others.
    pub(crate) const NAMED_PEOPLE: Class = Class(Self::ROLE.0 | Self::PERSON.0 | Self::GROUP.0);
    /// Any form of a verb that reports.
    pub(crate) const REPORTS: Class =
        Class(Self::SPEECH.0 | Self::WRITING.0 | Self::THOUGHT.0 | Self::ATTITUDE.0);

    /// Whether it has any of `other`'s classes.
    #[inline]
    pub(crate) const fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it has all of `other`'s classes.
    #[inline]
    pub(crate) const fn all(self, other: Class) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Class) -> Class {
        Class(self.0 & !other.0)
    }

    pub(crate) const fn is_none(self) -> bool {
        self.0 == 0
    }
}
