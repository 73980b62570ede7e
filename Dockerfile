# The bot over HTTP. Build: docker build -t giveget . Run: docker run --env-file .env -v giveget:/var/lib/giveget -p 127.0.0.1:3000:3000 giveget
# A release names it by its digest: --build-arg PYTHON_IMAGE=python:3.13-slim@sha256:…
ARG PYTHON_IMAGE=python:3.13-slim
FROM ${PYTHON_IMAGE}

WORKDIR /srv/giveget
COPY requirements/serve.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/serve.txt && useradd --system --uid 999 giveget && install -d -o giveget /var/lib/giveget
COPY manifest.yml manifest-with-names.yml ./
COPY bot bot
COPY templates templates
COPY migrations migrations
# What every start would compile again is compiled here: later the image may not write beside its own files.
RUN python -m compileall -q bot migrations && python -c "from bot.main import load_renderer; load_renderer().compile_all()"

USER giveget
ENV PYTHONDONTWRITEBYTECODE=1 GIVEGET_HOST=0.0.0.0 GIVEGET_DATABASE_URL=sqlite:////var/lib/giveget/giveget.db
EXPOSE 3000
VOLUME /var/lib/giveget
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:3000/health/live', timeout=2)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["serve"]
