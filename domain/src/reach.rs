//! Which addresses are of the public internet: everything else is refused.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// IPv4 networks that are not the public internet, as (network, prefix length): the IANA IPv4 Special-Purpose Address
/// Registry whole, the parts of it that are globally reachable included, for nobody keeps a page there.
const V4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),        // this network (RFC 791)
    ([10, 0, 0, 0], 8),       // private (RFC 1918)
    ([100, 64, 0, 0], 10),    // shared by carriers (RFC 6598)
    ([127, 0, 0, 0], 8),      // loopback (RFC 1122)
    ([168, 63, 129, 16], 32), // a cloud's own services, at an address that looks public
    ([169, 254, 0, 0], 16),   // link-local, and the clouds' metadata (RFC 3927)
    ([172, 16, 0, 0], 12),    // private (RFC 1918)
    ([192, 0, 0, 0], 24),     // protocol assignments (RFC 6890)
    ([192, 0, 2, 0], 24),     // documentation (RFC 5737)
    ([192, 31, 196, 0], 24),  // AS112 (RFC 7535)
    ([192, 52, 193, 0], 24),  // AMT (RFC 7450)
    ([192, 88, 99, 0], 24),   // 6to4 relays (RFC 7526)
    ([192, 168, 0, 0], 16),   // private (RFC 1918)
    ([192, 175, 48, 0], 24),  // AS112 (RFC 7534)
    ([198, 18, 0, 0], 15),    // benchmarks (RFC 2544)
    ([198, 51, 100, 0], 24),  // documentation (RFC 5737)
    ([203, 0, 113, 0], 24),   // documentation (RFC 5737)
    ([224, 0, 0, 0], 3),      // multicast, reserved, broadcast (RFC 1112)
];

/// IPv6 networks within 2000::/3, the only ones given out, that are not the public internet.
const V6: &[([u16; 8], u32)] = &[
    ([0x2001, 0, 0, 0, 0, 0, 0, 0], 23), // protocol assignments: Teredo, benchmarks, ORCHID (RFC 2928)
    ([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32), // documentation (RFC 3849)
    ([0x2002, 0, 0, 0, 0, 0, 0, 0], 16), // 6to4: an IPv4 address in disguise (RFC 3056)
    ([0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0], 48), // AS112 (RFC 7534)
    ([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20), // documentation (RFC 9637)
];

/// Whether an address is one of the public internet.
///
/// An IPv6 address that carries an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo, ISATAP) is never public here,
/// whatever it carries: a name of the public internet has the IPv4 address itself.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    !V4.iter().any(|(network, length)| {
        (bits ^ Ipv4Addr::from(*network).to_bits()).checked_shr(32 - length).unwrap_or(0) == 0
    })
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let (bits, parts) = (address.to_bits(), address.segments());
    let isatap = parts[4] & !0x0200 == 0 && parts[5] == 0x5efe;
    parts[0] >> 13 == 1
        && !isatap
        && !V6
            .iter()
            .any(|(network, length)| (bits ^ Ipv6Addr::from(*network).to_bits()) >> (128 - length) == 0)
}

/// Whether this very address and port may be spoken to: public, or named in the list for tests and demonstrations.
#[must_use]
pub fn may_reach(address: SocketAddr, allow_private: &[SocketAddr]) -> bool {
    let plain = SocketAddr::new(address.ip(), address.port());
    is_public(address.ip()) || allow_private.contains(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(text: &str) -> bool {
        is_public(text.parse().unwrap())
    }

    #[test]
    fn public_addresses_pass() {
        let table = "1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 \
             169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.0.3.0 192.167.255.255 \
             192.169.0.0 198.17.255.255 198.20.0.0 203.0.112.255 203.0.114.0 223.255.255.255 \
             168.63.129.15 2000::1 2001:200::1 2001:db7::1 2001:db9::1 2003::1 2606:4700:4700::1111 \
             2a00:1450:4007:80e::200e 3ffe::1";
        for text in table.split_whitespace() {
            assert!(public(text), "{text}");
        }
    }

    #[test]
    fn every_other_family_is_refused() {
        let table = "0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 \
             127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 \
             192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 \
             198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 \
             ::7f00:1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 \
             64:ff9b::7f00:1 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 1fff::1 2001::1 \
             2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:20::1 2001:1ff::1 \
             2001:db8::1 2002:7f00:1::1 2002:0808:0808::1 2620:4f:8000::1 3fff::1 3fff:fff::1 4000::1 \
             5f00::1 fc00::1 fd00:ec2::254 fdff::1 fe80::1 febf::1 fec0::1 ff02::1 ffff::1 \
             2a00:1450::5efe:7f00:1 2a00:1450::200:5efe:a00:1";
        for text in table.split_whitespace() {
            assert!(!public(text), "{text}");
        }
    }

    #[test]
    fn the_list_names_address_and_port() {
        let list = ["127.0.0.1:4000".parse().unwrap()];
        assert!(may_reach("127.0.0.1:4000".parse().unwrap(), &list));
        for other in ["127.0.0.1:4001", "127.0.0.2:4000", "[::1]:4000", "[::ffff:127.0.0.1]:4000"] {
            assert!(!may_reach(other.parse().unwrap(), &list), "{other}");
        }
    }

    proptest::proptest! {
        /// The standard library's own judgements agree where it has one.
        #[test]
        fn the_library_agrees_on_ipv4(bits: u32) {
            let address = Ipv4Addr::from_bits(bits);
            let known = address.is_private() || address.is_loopback() || address.is_link_local() || address.is_broadcast()
                || address.is_documentation() || address.is_multicast() || address.is_unspecified();
            proptest::prop_assert!(!known || !is_public_v4(address), "{address}");
        }

        /// No IPv6 address that carries an IPv4 address is public.
        #[test]
        fn no_disguise_is_public(bits: u32, rest: u64) {
            let v4 = u128::from(bits);
            let rest = u128::from(rest);
            for disguised in [
                v4, 0xffff << 32 | v4, 0xffff << 48 | v4, 0x64_ff9b << 96 | v4, 0x64_ff9b_0001 << 80 | v4,
                0x2002 << 112 | v4 << 80 | rest, 0x2001 << 112 | rest << 32 | v4, 0xfe80 << 112 | rest,
                0x2a00 << 112 | (rest >> 16) << 64 | 0x5efe << 32 | v4,
            ] {
                let address = Ipv6Addr::from_bits(disguised);
                proptest::prop_assert!(!is_public_v6(address), "{address}");
            }
        }

        /// Private networks are refused at every address, not at their edges alone.
        #[test]
        fn networks_are_whole(which in 0..V4.len(), host: u32) {
            let (network, length) = V4[which];
            let mask = u32::MAX.checked_shr(length).unwrap_or(0);
            let address = Ipv4Addr::from_bits(Ipv4Addr::from(network).to_bits() | (host & mask));
            proptest::prop_assert!(!is_public_v4(address), "{address}");
        }
    }
}
