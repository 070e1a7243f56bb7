import { webhookUrlViolation } from './webhook-url';

const refused = (url: string, allowPrivate = false) => webhookUrlViolation(url, allowPrivate)?.code ?? null;

describe('webhookUrlViolation', () => {
  it.each([
    'https://example.com/hooks',
    'https://example.com:8443/hooks?team=1',
    'https://93.184.216.34/',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/',
    'https://bücher.example/hooks',
  ])('takes %s', (url) => expect(refused(url)).toBeNull());

  it.each([
    'http://example.com/',
    'ftp://example.com/',
    'javascript:alert(1)',
    'example.com/hooks',
    '/hooks',
    'https://',
    'https://user:secret@example.com/',
    'https://user@example.com/',
    'https://example.com/#part',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://198.18.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[fec0::1]/',
    'https://[ff02::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:db8::1]/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://db.localhost/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://１２７.０.０.１/',
  ])('refuses %s', (url) => expect(refused(url)).toBe('invalid_url'));

  it('takes private hosts and http where the operator allows them, and still no credentials', () => {
    expect(refused('http://127.0.0.1:3000/hooks', true)).toBeNull();
    expect(refused('https://[::1]/', true)).toBeNull();
    expect(refused('http://user:secret@localhost/', true)).toBe('invalid_url');
    expect(refused('ftp://localhost/', true)).toBe('invalid_url');
  });
});
