import type { Settings } from '../../api/settings';
import { changesOf, timeZones } from './settings-form';

const STORED: Settings = {
  name: 'Acme',
  mail_language: null,
  sender_name: '',
  time_zone: 'UTC',
  sending_windows: [{ days: ['mon'], from: '09:00', to: '17:00' }],
  max_invites: 2,
  max_invites_days: 30,
  max_participations: null,
  max_participations_days: null,
  count_reminders: false,
  controller_name: '',
  controller_contact: '',
  privacy_url: '',
  consent_text: { en: '', de: '', es: '' },
  audit_reads: 'exports',
  retention: { responses: null, recordings: null, ledger: null, voice_reports: null, audit: null },
};

describe('the changes of the settings', () => {
  it('are the fields that differ, also those that were emptied', () => {
    expect(changesOf(STORED, STORED)).toEqual({});
    const values = { ...STORED, name: 'Acme Research', max_invites: null, max_invites_days: null };
    expect(changesOf(STORED, values)).toEqual({
      name: 'Acme Research',
      max_invites: null,
      max_invites_days: null,
    });
  });

  it('are no lists that say the same', () => {
    const [window] = STORED.sending_windows;
    const same = { ...STORED, sending_windows: [{ days: ['mon' as const], from: '09:00', to: '17:00' }] };
    expect(changesOf(STORED, same)).toEqual({});
    const sending_windows = window ? [window, { ...window, to: '24:00' }] : [];
    expect(changesOf(STORED, { ...STORED, sending_windows })).toEqual({ sending_windows });
  });
});

describe('the time zones to choose from', () => {
  it('begin with UTC and the present one, each once', () => {
    const zones = timeZones('Europe/Berlin');
    expect(zones.slice(0, 2)).toEqual(['UTC', 'Europe/Berlin']);
    expect(new Set(zones).size).toBe(zones.length);
    expect(timeZones('Mars/Olympus_Mons')).toContain('Mars/Olympus_Mons');
    expect(timeZones('UTC').length).toBeGreaterThan(300);
  });
});
