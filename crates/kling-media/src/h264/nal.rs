//! NAL units, bit by bit: fixed and Exp-Golomb codes (clause 9.1), emulation prevention (clause 7.4.1.1).

/// Bytes of the length before a unit in an MP4 sample.
const LENGTH_BYTES: usize = 4;

/// One NAL unit under construction. Emulation prevention bytes are put in as the bytes come.
pub(super) struct NalWriter {
    /// Room for the length, then the unit.
    bytes: Vec<u8>,
    /// Bits not yet a whole byte, right-aligned.
    pending: u32,
    pending_bits: u32,
    /// How many zero bytes the unit ends on.
    zeros: u32,
}

impl NalWriter {
    /// `reference_idc` and `unit_type` as in clause 7.4.1; `capacity` in bytes is a hint.
    pub(super) fn new(reference_idc: u8, unit_type: u8, capacity: usize) -> Self {
        let mut bytes = Vec::with_capacity(capacity);
        bytes.extend([0; LENGTH_BYTES]);
        bytes.push(reference_idc << 5 | unit_type);
        Self { bytes, pending: 0, pending_bits: 0, zeros: 0 }
    }

    /// u(n): the low `count` bits of `value`.
    pub(super) fn bits(&mut self, value: u32, count: u32) {
        for shift in (0..count).rev() {
            self.pending = self.pending << 1 | (value >> shift & 1);
            self.pending_bits += 1;
            if self.pending_bits == 8 {
                self.byte(self.pending as u8);
                (self.pending, self.pending_bits) = (0, 0);
            }
        }
    }

    /// u(1).
    pub(super) fn flag(&mut self, value: bool) {
        self.bits(u32::from(value), 1);
    }

    /// ue(v), for values below 2^31.
    pub(super) fn unsigned(&mut self, value: u32) {
        let code = value + 1;
        let length = code.ilog2();
        self.bits(0, length);
        self.bits(code, length + 1);
    }

    /// Zero bits up to the next whole byte, as before the samples of an I_PCM macroblock.
    pub(super) fn align(&mut self) {
        while self.pending_bits != 0 {
            self.bits(0, 1);
        }
    }

    /// Whole bytes; the position must be aligned.
    pub(super) fn aligned_bytes(&mut self, bytes: &[u8]) {
        debug_assert_eq!(self.pending_bits, 0);
        for &byte in bytes {
            self.byte(byte);
        }
    }

    /// Ends the unit and returns its bytes, header included.
    pub(super) fn into_unit(mut self) -> Vec<u8> {
        self.stop();
        self.bytes.split_off(LENGTH_BYTES)
    }

    /// Ends the unit and returns it as a sample of an MP4 track: its length, then its bytes.
    pub(super) fn into_sample(mut self) -> Vec<u8> {
        self.stop();
        let length = (self.bytes.len() - LENGTH_BYTES) as u32;
        self.bytes[..LENGTH_BYTES].copy_from_slice(&length.to_be_bytes());
        self.bytes
    }

    fn stop(&mut self) {
        self.bits(1, 1);
        self.align();
    }

    fn byte(&mut self, byte: u8) {
        if self.zeros == 2 && byte <= 3 {
            self.bytes.push(3);
            self.zeros = 0;
        }
        self.bytes.push(byte);
        self.zeros = if byte == 0 { self.zeros + 1 } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::NalWriter;

    fn payload(write: impl FnOnce(&mut NalWriter)) -> Vec<u8> {
        let mut nal = NalWriter::new(3, 7, 0);
        write(&mut nal);
        let bytes = nal.into_unit();
        assert_eq!(bytes[0], 0x67);
        bytes[1..].to_vec()
    }

    /// Table 9-2: 0 is `1`, 1 is `010`, 2 is `011`, 3 is `00100`; then the stop bit and zeros.
    #[test]
    fn exp_golomb_codes_are_those_of_table_9_2() {
        let codes = payload(|nal| (0..4).for_each(|value| nal.unsigned(value)));
        assert_eq!(codes, [0b1010_0110, 0b0100_1000]);
        assert_eq!(payload(|nal| nal.unsigned(30)), [0b0000_1111, 0b1100_0000]);
    }

    #[test]
    fn a_sample_starts_with_the_length_of_its_unit() {
        let mut nal = NalWriter::new(2, 1, 0);
        nal.bits(0xabc, 12);
        assert_eq!(nal.into_sample(), [0, 0, 0, 3, 0x41, 0xab, 0b1100_1000]);
    }

    #[test]
    fn no_start_code_appears_within_a_unit() {
        let escaped = payload(|nal| nal.aligned_bytes(&[0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 4]));
        assert_eq!(escaped, [0, 0, 3, 0, 0, 3, 0, 1, 0, 0, 3, 2, 0, 0, 3, 3, 0, 0, 4, 0x80]);
    }
}
