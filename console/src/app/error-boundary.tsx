import { Component, type ReactNode } from 'react';
import i18next from 'i18next';

/** Stands in for a page whose program failed. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return (
      <main className="alone">
        <h1>{i18next.t('errors.title')}</h1>
        <p>{i18next.t('errors.crash')}</p>
      </main>
    );
  }
}
