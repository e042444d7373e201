//! The shrinker of pictures: whatever comes, it makes two small JPEGs or nothing, in bounded memory.
#![no_main]

use image::ImageFormat;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(shrunk) = ingest::readers::shrunk(bytes) else { return };
    for (jpeg, side) in [(&shrunk.small, 160), (&shrunk.large, 640)] {
        assert!(jpeg.len() <= domain::limits::PICTURE_BYTES);
        let read = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg);
        assert!(read.is_ok_and(|read| (1..=side).contains(&read.width()) && (1..=side).contains(&read.height())));
    }
});
