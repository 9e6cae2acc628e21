# The portal in one image: front-end packages from a Node stage, the rest on slim Python.
FROM node:22-slim AS frontend
WORKDIR /portal
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=portal.settings.production
# What sets the PDF files.
RUN apt-get update && apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 1000 portal
WORKDIR /portal
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY --from=frontend /portal/node_modules node_modules
COPY . .
RUN python -m babel.messages.frontend --quiet compile --directory=portal/locale --domain=django \
  && mkdir var && chown portal var
USER portal
VOLUME /portal/var
EXPOSE 8000
# `prepare` migrates and rebuilds what is out of date; with nothing to do it takes a moment.
CMD ["sh", "-c", "python manage.py prepare && exec python manage.py serve --host 0.0.0.0"]
