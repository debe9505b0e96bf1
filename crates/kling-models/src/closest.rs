//! Did you mean.

/// The most characters of a word that is compared; longer ones have no closest word.
const MAX_CHARS: usize = 64;

/// The most characters, the separator among them, that a word can have after the candidate it stands for.
const MAX_SUFFIX: usize = 4;

/// The candidate that a mistyped word most likely stands for.
///
/// A candidate that goes on where the word ends (`kling-v2-5` and `kling-v2-5-turbo`) is taken before one that is spelt a little
/// differently: letters swapped, missing, added or replaced, at most one for every three letters. One that ends a little earlier
/// (`kling-v3-0` and `kling-v3`) counts as nearer than two such letters. Upper and lower case and the
/// separators `-`, `_`, `.` and space count as the same.
///
/// ```
/// use kling_models::closest;
///
/// assert_eq!(closest("aspect_ration", ["aspect_ratio", "resolution"]), Some("aspect_ratio"));
/// assert_eq!(closest("kling-v2-5", ["kling-v2-6", "kling-v2-5-turbo"]), Some("kling-v2-5-turbo"));
/// assert_eq!(closest("banana", ["aspect_ratio", "resolution"]), None);
/// ```
pub fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = Letters::of(word)?;
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(&word, &Letters::of(candidate)?)?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A word without case, with one separator.
struct Letters {
    letters: [char; MAX_CHARS],
    length: usize,
}

impl Letters {
    fn of(word: &str) -> Option<Self> {
        let mut letters = ['\0'; MAX_CHARS];
        let mut length = 0;
        for letter in word.chars() {
            *letters.get_mut(length)? = match letter {
                '_' | '.' | ' ' => '-',
                _ => letter.to_ascii_lowercase(),
            };
            length += 1;
        }
        (length > 0).then_some(Self { letters, length })
    }

    fn as_slice(&self) -> &[char] {
        self.letters.get(..self.length).unwrap_or(&[])
    }
}

/// How far apart two words are, in half edits; `None` when they are too far apart to be meant for each other.
fn distance(word: &Letters, candidate: &Letters) -> Option<usize> {
    let (word, candidate) = (word.as_slice(), candidate.as_slice());
    let goes_on =
        |from: &[char], to: &[char]| to.strip_prefix(from).filter(|rest| rest.first() == Some(&'-')).map(<[_]>::len);
    let edits = edits(word, candidate);
    if edits == 0 {
        Some(0)
    } else if goes_on(word, candidate).is_some() {
        Some(1)
    } else if goes_on(candidate, word).is_some_and(|rest| rest <= MAX_SUFFIX) {
        Some(3)
    } else {
        (edits * 3 <= word.len().max(3)).then_some(edits * 2)
    }
}

/// The least number of letters to add, remove, replace or swap with a neighbour, no letter touched twice.
fn edits(left: &[char], right: &[char]) -> usize {
    let mut before_last = [0; MAX_CHARS + 1];
    let mut last = core::array::from_fn::<usize, { MAX_CHARS + 1 }, _>(|at| at);
    for (row, a) in left.iter().enumerate() {
        let mut current = [row + 1; MAX_CHARS + 1];
        for (column, b) in right.iter().enumerate() {
            let replaced = last[column] + usize::from(a != b);
            let mut least = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && *a == right[column - 1] && left[row - 1] == *b {
                least = least.min(before_last[column - 1] + 1);
            }
            current[column + 1] = least;
        }
        before_last = last;
        last = current;
    }
    last[right.len()]
}
