/** Texts of each format that validators check. */
export const FORMATTED: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'date-time': [
    '2026-03-31T12:00:00Z',
    '2026-03-31T12:00:00.250+02:00',
    '2024-02-29T23:59:60Z',
    '1970-01-01T00:00:00-11:30',
  ],
  date: ['2026-03-31', '2024-02-29', '1970-01-01'],
  time: ['12:00:00Z', '23:59:60Z', '00:00:00.001-11:30'],
  uri: ['https://example.com/a', 'urn:isbn:0451450523', 'tel:+16505550142', 'sip:ada@example.com'],
  email: ['ada@example.com', 'grace.hopper+test@mail.example.org'],
  uuid: [
    '123e4567-e89b-42d3-a456-426614174000',
    '00000000-0000-0000-0000-000000000000',
    'F47AC10B-58CC-4372-A567-0E02B2C3D479',
  ],
  ipv4: ['192.0.2.1', '0.0.0.0', '255.255.255.255'],
  ipv6: ['2001:db8::1', '::', '::ffff:192.0.2.1', '2001:DB8:0:0:8:800:200C:417A'],
  hostname: ['www.example.com', 'localhost', 'a-1.example'],
};
