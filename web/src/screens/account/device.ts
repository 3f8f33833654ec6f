import { t } from '../../app/i18n';

/** `Firefox on Linux`, in the reader's words. */
export function deviceName(device: string | null | undefined): string {
  const [browser, system] = (device ?? '').split(' on ');
  if (browser && system) return t('account.device', { browser, system });
  return browser || t('account.device.unknown');
}

/** `203.0.113.0/24` as somebody knows it who looks up his own address. */
export function place(network: string): string {
  return network.replace(/\.0\/24$/, '.x').replace(/\/\d+$/, '');
}
