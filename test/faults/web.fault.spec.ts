import { describeFaults, FaultStage, onStage } from '../support/fault-stage';

describeFaults('when a web process fails', () => {
  afterAll(() => FaultStage.closeAll());

  it(
    'whoever was promised a mail gets it, though the process is killed right after its answer',
    onStage(async (stage) => {
      const [web] = await Promise.all([stage.startWeb(), stage.startWorker()]);
      await stage.invite(await stage.clientOf(web), 500);
      await web.end('SIGKILL');
      await stage.expectOneMailEach(500);
    }),
    120_000,
  );
});
