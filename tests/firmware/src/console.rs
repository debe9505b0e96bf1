use core::fmt;

use cortex_m_semihosting::hio::{self, HostStream};

const CAPACITY: usize = 1024;

/// The standard output of the machine that debugs this one.
///
/// Every write there stops the processor, so text is gathered first. [`Console::flush`] sends the rest.
pub struct Console {
    host: HostStream,
    waiting: [u8; CAPACITY],
    length: usize,
}

impl Console {
    /// # Errors
    ///
    /// The debugger gives no output.
    pub fn open() -> Result<Self, fmt::Error> {
        let host = hio::hstdout().map_err(|()| fmt::Error)?;
        Ok(Self { host, waiting: [0; CAPACITY], length: 0 })
    }

    /// # Errors
    ///
    /// The debugger refused the text.
    pub fn flush(&mut self) -> fmt::Result {
        let length = core::mem::take(&mut self.length);
        self.host.write_all(&self.waiting[..length]).map_err(|()| fmt::Error)
    }
}

impl fmt::Write for Console {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for chunk in text.as_bytes().chunks(CAPACITY) {
            if self.length + chunk.len() > CAPACITY {
                self.flush()?;
            }
            self.waiting[self.length..][..chunk.len()].copy_from_slice(chunk);
            self.length += chunk.len();
        }
        Ok(())
    }
}
