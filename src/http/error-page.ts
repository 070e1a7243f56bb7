import Handlebars from 'handlebars';

const HEADINGS: Readonly<Record<number, string>> = {
  401: 'This address needs an API key',
  404: 'There is nothing here',
  405: 'This address cannot be opened like that',
  429: 'Too many requests',
  503: 'Not available right now',
};

const HINTS: Readonly<Record<number, string>> = {
  401: 'A browser does not send a key by itself. Swagger UI does: press Authorize there.',
  404: 'If a link brought you here, check that you have opened all of it.',
};

const render = Handlebars.compile(
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{heading}} – Parley</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/interview.css">
</head>
<body>
<header class="masthead">
<p class="mark">Parley</p>
</header>
<main class="page">
<h1>{{heading}}</h1>
<p class="lead">{{detail}}</p>
{{#if hint}}
<p>{{hint}}</p>
{{/if}}
<p class="buttons"><a class="button" href="/docs">Open Swagger UI</a></p>
</main>
<footer class="foot">
<p>Status {{status}}</p>
</footer>
</body>
</html>
`,
  { strict: true },
);

/** The page that a browser gets for an error of an address without pages of its own, in the look of the interview. */
export function renderErrorPage(status: number, detail: string): string {
  return render({
    status,
    detail,
    heading: HEADINGS[status] ?? 'This did not work',
    hint: HINTS[status] ?? '',
  });
}
