import { useTranslation } from 'react-i18next';
import { Select } from '../../components/select';
import { type Role, ROLES } from './requests';

interface RoleSelectProps {
  value: Role;
  onChange: (role: Role) => void;
}

/** A choice of a role, with what the chosen one allows. */
export function RoleSelect({ value, onChange }: RoleSelectProps) {
  const { t } = useTranslation(['members', 'common']);
  return (
    <Select
      name="role"
      label={t('role')}
      hint={t(`allows.${value}`)}
      value={value}
      choices={ROLES.map((role) => ({ value: role, label: t(`common:roles.${role}`) }))}
      onChange={onChange}
    />
  );
}
