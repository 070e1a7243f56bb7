import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon';
import { UserText } from '../../components/user-text';
import styles from './people-screen.module.css';
import type { Understood } from './person';

const SHOWN_PEOPLE = 5;
const SHOWN_PROBLEMS = 200;

/** Tells what was understood: the first people, and each entry that cannot be used with its line. */
export function Preview({ understood: { people, problems } }: { understood: Understood }) {
  const { t } = useTranslation('people');
  if (people.length + problems.length === 0) return null;
  const shown = people.slice(0, SHOWN_PEOPLE);
  return (
    <div className={styles.preview}>
      {shown.length > 0 && (
        <ul className={styles.chips} aria-label={t('understood', { count: people.length })}>
          {shown.map(({ key, identifier }) => (
            <li key={key} className={styles.chip}>
              <UserText>{identifier.slice(0, 80)}</UserText>
            </li>
          ))}
          {people.length > shown.length && (
            <li className={styles.chip}>{t('andMore', { count: people.length - shown.length })}</li>
          )}
        </ul>
      )}
      {problems.length > 0 && (
        <Disclosure className={styles.problems} defaultExpanded={problems.length <= 10}>
          <Heading level={3}>
            <Button slot="trigger" className={styles.trigger}>
              <Icon name="right" />
              {t('problemCount', { count: problems.length })}
            </Button>
          </Heading>
          <DisclosurePanel>
            <ul className={styles.problemList}>
              {problems.slice(0, SHOWN_PROBLEMS).map(({ line, text, reason }, index) => (
                <li key={index}>
                  <span className={styles.line}>{t('line', { line })}</span>
                  <span>
                    {text !== '' && (
                      <>
                        <UserText>{text.slice(0, 120)}</UserText>{' '}
                      </>
                    )}
                    <span className={styles.soft}>{t(`problems.${reason}`)}</span>
                  </span>
                </li>
              ))}
              {problems.length > SHOWN_PROBLEMS && (
                <li>{t('andMore', { count: problems.length - SHOWN_PROBLEMS })}</li>
              )}
            </ul>
          </DisclosurePanel>
        </Disclosure>
      )}
    </div>
  );
}
