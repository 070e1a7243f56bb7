// Parley's changes to Swagger UI, as plugins. The page loads this file under the name of Swagger UI's own preset.
(() => {
  /** Shows the documented errors of an operation as one line each, which opens. */
  const ClosedErrors = ({ React: { createElement, Fragment, useState } }) => ({
    wrapComponents: {
      response: (Response) =>
        function ClosedResponse(props) {
          const { code, response } = props;
          const [isOpen, setOpen] = useState(false);
          if (!/^[45]/.test(code)) return createElement(Response, props);
          const toggle = createElement(
            'button',
            {
              type: 'button',
              className: 'error-toggle',
              'aria-expanded': isOpen,
              onClick: () => setOpen(!isOpen),
            },
            (response.get('description') ?? 'Error').replaceAll('`', ''),
          );
          const line = createElement(
            'tr',
            { className: 'response error-line' },
            createElement('td', { className: 'response-col_status' }, code),
            createElement('td', { colSpan: 2 }, toggle),
          );
          return createElement(Fragment, null, line, isOpen ? createElement(Response, props) : null);
        },
    },
  });

  const FORM = 'application/x-www-form-urlencoded';

  /** Leaves the fields of a form empty and unsent; Swagger UI would make up a value for each, and send them all. */
  const EmptyForms = ({ React: { createElement } }) => ({
    wrapComponents: {
      RequestBody: (RequestBody) =>
        function EmptyForm(props) {
          const fields = props.requestBody.getIn(['content', FORM, 'schema', 'properties']);
          if (props.contentType !== FORM || !fields) return createElement(RequestBody, props);
          const empty = (field) => field.get('default') ?? (field.get('type') === 'array' ? '[]' : '');
          return createElement(RequestBody, {
            ...props,
            fn: { ...props.fn, getSampleSchema: empty },
            // Whether an empty field is sent; it is, unless the box below the field says no.
            requestBodyInclusionSetting: fields.map(() => false).merge(props.requestBodyInclusionSetting),
          });
        },
    },
  });

  /** Filters operations by their words, path and tag; Swagger UI itself compares the names of tags only. */
  const OperationFilter = ({ React: { createElement } }) => ({
    fn: {
      opsFilter(tags, phrase) {
        const words = phrase.toLowerCase().split(/\s+/);
        const matches = (text) => words.every((word) => text.toLowerCase().includes(word));
        const describe = (tag, entry) =>
          [tag, entry.get('method'), entry.get('path'), entry.getIn(['operation', 'summary'])].join(' ');
        return tags
          .map((group, tag) =>
            group.update('operations', (operations) =>
              operations.filter((entry) => matches(describe(tag, entry))),
            ),
          )
          .filter((group) => group.get('operations').size > 0);
      },
    },
    components: {
      FilterContainer({ layoutSelectors, layoutActions }) {
        const filter = layoutSelectors.currentFilter();
        return createElement(
          'div',
          { className: 'filter wrapper' },
          createElement('input', {
            className: 'operation-filter-input',
            type: 'search',
            placeholder: 'Filter operations, such as: invites',
            'aria-label': 'Filter operations',
            value: typeof filter === 'string' && filter !== 'true' ? filter : '',
            onChange: (event) => layoutActions.updateFilter(event.target.value),
          }),
        );
      },
    },
    wrapComponents: {
      // Events of webhooks are no operations, so they are there only while nothing is looked for.
      Webhooks: (Original, { layoutSelectors }) =>
        function Events(props) {
          const filter = layoutSelectors.currentFilter();
          const isFiltered = typeof filter === 'string' && filter !== 'true' && filter.trim() !== '';
          return isFiltered ? null : createElement(Original, props);
        },
    },
  });

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const followScheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
  dark.addEventListener('change', followScheme);
  followScheme();

  globalThis.SwaggerUIStandalonePreset = [ClosedErrors, EmptyForms, OperationFilter];
})();
