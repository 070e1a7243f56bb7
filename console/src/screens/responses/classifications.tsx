import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { useAction, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { Menu } from '../../components/menu';
import { ErrorNote } from '../../components/states';
import { tell } from '../../components/toasts';
import { changeResponse, responsesPath } from './requests';
import type { Classification, Response } from './response-types';
import styles from './reader.module.css';

/** Those that people set; `abandoned` follows from the status. */
const SETTABLE = ['off-topic'] as const satisfies readonly Classification[];

/** The classifications of a response, and for those who may write the way to change them. */
export function Classifications({ response }: { response: Response }) {
  const { t } = useTranslation('responses');
  const project = useProject();
  const refresh = useRefresh();
  const { id, classifications } = response;
  const change = useAction(
    (wanted: Classification[]) => changeResponse(project.id, id, { classifications: wanted }),
    { onSuccess: () => refresh(responsesPath(project.id)) },
  );

  function set(wanted: Classification[], message: string) {
    change.mutate(wanted, {
      onSuccess: () => tell(message, { onUndo: () => change.mutate(classifications) }),
    });
  }

  const addable = SETTABLE.filter((one) => !classifications.includes(one));
  const [first] = addable;
  return (
    <div className={styles.tools}>
      {classifications.length === 0 && <p className={styles.none}>{t('classes.none')}</p>}
      {classifications.map((one) => {
        const canRemove = project.canWrite && SETTABLE.some((settable) => settable === one);
        return canRemove ? (
          <AriaButton
            key={one}
            className={styles.chip}
            isPending={change.isPending}
            onPress={() =>
              set(
                classifications.filter((other) => other !== one),
                t('classes.removed', { name: t(`classes.${one}`) }),
              )
            }
            aria-label={t('classes.remove', { name: t(`classes.${one}`) })}
          >
            {t(`classes.${one}`)}
            <Icon name="close" />
          </AriaButton>
        ) : (
          <Badge key={one}>{t(`classes.${one}`)}</Badge>
        );
      })}
      {project.canWrite && first !== undefined && (
        <Menu
          label={t('classes.add')}
          entries={addable.map((one) => ({ id: one, label: t(`classes.${one}`) }))}
          onAction={(one) =>
            set(
              [...classifications, ...addable.filter((other) => other === one)],
              t('classes.added', {
                name: addable.map((other) => (other === one ? t(`classes.${other}`) : '')).join(''),
              }),
            )
          }
        >
          <Button icon="plus" kind="quiet" isPending={change.isPending}>
            {t('classes.add')}
          </Button>
        </Menu>
      )}
      {project.canWrite && (
        <ApiCall
          request={changeResponse(project.id, id, {
            classifications: first === undefined ? [] : [...classifications, first],
          })}
        />
      )}
      <ErrorNote error={change.error} />
    </div>
  );
}
