//! Tables for people.

use comfy_table::{CellAlignment, Table, presets};

/// Columns two spaces apart, without lines. Columns named in `right` are aligned to the right.
pub(crate) fn to_text<const N: usize>(
    header: [&str; N],
    right: &[&str],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    to_text_of(&header, right, rows.into_iter().map(Vec::from))
}

/// The same where the number of columns is not known beforehand.
pub(crate) fn to_text_of(
    header: &[impl AsRef<str>],
    right: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header.iter().map(AsRef::as_ref)).add_rows(rows);
    for (name, column) in header.iter().zip(table.column_iter_mut()) {
        column.set_padding((0, 2));
        if right.contains(&name.as_ref()) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}
