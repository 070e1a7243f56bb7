import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch } from 'wouter';
import { ProjectContext, type Session } from '../api/session';
import { ButtonLink } from '../components/button';
import { PageHeading } from '../components/page-heading';
import { EmptyState, Loading } from '../components/states';
import { keepProject, lastProject } from './last-project';
import { Layout } from './layout';
import { ACCOUNT_SCREENS, PROJECT_SCREENS, type Screen, TOPIC_SCREENS } from './screens';
import { TopicLayout } from './topic-layout';

/** Chooses the screen of the address. */
export function Routes({ session }: { session: Session }) {
  const project = lastProject(session.projects);
  return (
    <Switch>
      <Route path="/">{project ? <Redirect to={`/p/${project.id}/topics`} replace /> : <NoProject />}</Route>
      {ACCOUNT_SCREENS.map((screen) => (
        <Route key={screen.path} path={screen.path}>
          {(params) => (
            <ProjectContext value={project}>
              <Layout project={project}>
                <Shown screen={screen} params={params} />
              </Layout>
            </ProjectContext>
          )}
        </Route>
      ))}
      <Route path="/p/:projectId/*?">
        {({ projectId }) => <ProjectRoutes key={projectId} session={session} projectId={projectId} />}
      </Route>
      <Route>
        <Layout project={project}>
          <NotFound />
        </Layout>
      </Route>
    </Switch>
  );
}

function ProjectRoutes({ session, projectId }: { session: Session; projectId: string }) {
  const { t } = useTranslation();
  const project = session.projects.find(({ id }) => id === projectId) ?? null;
  useEffect(() => {
    if (project !== null) keepProject(project.id);
  }, [project]);
  if (project === null) {
    return (
      <Layout project={lastProject(session.projects)}>
        <NotFound />
      </Layout>
    );
  }
  return (
    <ProjectContext value={project}>
      <Layout project={project}>
        <Switch>
          {PROJECT_SCREENS.map((screen) => (
            <Route key={screen.path} path={screen.path}>
              {(params) => <Shown screen={screen} params={params} />}
            </Route>
          ))}
          <Route path="/p/:projectId/topics/:topicId/*?">
            {({ topicId }) => (
              <TopicLayout topicId={topicId}>
                <Switch>
                  {TOPIC_SCREENS.map((screen) => (
                    <Route key={screen.path} path={screen.path}>
                      {(params) => <Shown screen={screen} params={params} />}
                    </Route>
                  ))}
                  <Route>
                    <p>{t('states.notFoundText')}</p>
                  </Route>
                </Switch>
              </TopicLayout>
            )}
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Layout>
    </ProjectContext>
  );
}

/** The screen itself, anew for each thing that its address names. */
function Shown({ screen, params }: { screen: Screen; params: Record<string, string | undefined> }) {
  const named = Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return (
    <Suspense fallback={<Loading />}>
      <screen.component key={JSON.stringify(named)} params={named} />
    </Suspense>
  );
}

function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('states.notFoundTitle')} />
      <p>{t('states.notFoundText')}</p>
      <p className="after">
        <ButtonLink to="/">{t('states.toTopics')}</ButtonLink>
      </p>
    </>
  );
}

function NoProject() {
  const { t } = useTranslation();
  return (
    <Layout project={null}>
      <PageHeading title="Parley" />
      <EmptyState title={t('states.noProjectTitle')}>{t('states.noProjectText')}</EmptyState>
    </Layout>
  );
}
