import { type ReactNode, useState } from 'react';
import { Button, Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type SessionProject, signOut, useSession } from '../api/session';
import { Icon } from '../components/icon';
import { Menu } from '../components/menu';
import { UserText } from '../components/user-text';
import { changeLanguage } from '../texts/texts';
import { type Language, LANGUAGE_NAMES, LANGUAGES } from '../texts/languages';
import styles from './layout.module.css';
import { ACCOUNT_SCREENS, PROJECT_SCREENS, type Screen } from './screens';

interface LayoutProps {
  project: SessionProject | null;
  children: ReactNode;
}

/** Navigation and content. On a narrow screen the navigation opens from a button. */
export function Layout({ project, children }: LayoutProps) {
  const { t } = useTranslation();
  const [path] = useLocation();
  // Opened for one page: following a link closes the navigation.
  const [openedOn, setOpenedOn] = useState<string | null>(null);
  const isOpen = openedOn === path;
  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip}>
        {t('skip')}
      </a>
      <header className={styles.side} data-open={isOpen || undefined}>
        <div className={styles.top}>
          <Link href="/" className={styles.brand}>
            Parley
          </Link>
          <Button
            className={styles.toggle}
            aria-expanded={isOpen}
            aria-controls="navigation"
            onPress={() => setOpenedOn(isOpen ? null : path)}
          >
            <Icon name={isOpen ? 'close' : 'menu'} />
            {isOpen ? t('nav.close') : t('nav.open')}
          </Button>
        </div>
        <div id="navigation" className={styles.navigation}>
          {project && <ProjectSwitcher project={project} />}
          {project && <Navigation project={project} path={path} />}
          <AccountMenu />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        <div className={styles.page}>
          {project?.role === 'viewer' && <p className={styles.notice}>{t('states.viewer')}</p>}
          {children}
        </div>
      </main>
    </div>
  );
}

function Navigation({ project, path }: { project: SessionProject; path: string }) {
  const { t } = useTranslation();
  const entries = PROJECT_SCREENS.flatMap(({ nav, path: pattern }) =>
    nav ? [{ ...nav, to: pattern.replace(':projectId', project.id) }] : [],
  );
  return (
    <nav aria-label={t('nav.label')}>
      <ul className={styles.links}>
        {entries.map(({ label, icon, to }) => (
          <li key={to}>
            <Link
              href={to}
              className={styles.link}
              aria-current={path === to ? 'page' : path.startsWith(`${to}/`) ? 'true' : undefined}
            >
              {icon && <Icon name={icon} />}
              {t(`nav.${label}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ProjectSwitcher({ project }: { project: SessionProject }) {
  const { t } = useTranslation();
  const { projects } = useSession();
  const [, navigate] = useLocation();
  if (projects.length < 2) {
    return (
      <p className={styles.project}>
        <UserText>{project.name}</UserText>
      </p>
    );
  }
  return (
    <Menu
      label={t('nav.project')}
      entries={projects.map(({ id, name }) => ({ id, label: name }))}
      onAction={(id) => navigate(`/p/${id}/topics`)}
    >
      <Button className={styles.switcher} aria-label={`${t('nav.project')}: ${project.name}`}>
        <UserText className={styles.clipped}>{project.name}</UserText>
        <Icon name="down" />
      </Button>
    </Menu>
  );
}

const accountEntry = (screen: Screen) => (screen.nav ? [{ ...screen.nav, to: screen.path }] : []);

function AccountMenu() {
  const { t, i18n } = useTranslation();
  const { user } = useSession();
  const name = `${user.first_name} ${user.last_name}`.trim() || user.email;

  function act(id: string) {
    if (id === 'sign-out') void signOut();
    else if (LANGUAGES.some((language) => language === id)) void changeLanguage(id as Language);
  }

  return (
    <div className={styles.account}>
      <Menu
        label={t('nav.account')}
        onAction={act}
        entries={[
          ...ACCOUNT_SCREENS.flatMap(accountEntry).map(({ label, to }) => ({
            id: to,
            label: t(`nav.${label}`),
            icon: 'person' as const,
            to,
          })),
          ...LANGUAGES.filter((language) => language !== i18n.language).map((language) => ({
            id: language,
            label: LANGUAGE_NAMES[language],
            icon: 'chat' as const,
          })),
          { id: 'sign-out', label: t('nav.signOut'), icon: 'out' as const },
        ]}
      >
        <Button className={styles.switcher} aria-label={`${t('nav.account')}: ${name}`}>
          <UserText className={styles.clipped}>{name}</UserText>
          <Icon name="up" />
        </Button>
      </Menu>
    </div>
  );
}
