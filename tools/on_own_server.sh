#!/bin/sh
# Runs a command with DATABASE_URL naming a PostgreSQL server that is made for it from the machine's own binaries, and removed after it.
set -eu
newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
bin=${PGBIN:-$newest}
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
  echo "没有找到 PostgreSQL 服务程序（可用 PGBIN 指明其文件夹）" >&2
  exit 2
fi
folder=$(mktemp -d)
as=""
if [ "$(id -u)" = 0 ]; then
  as="runuser -u postgres --"
  chown postgres "$folder"
fi
stop() {
  $as "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT INT TERM
$as "$bin/initdb" -D "$folder/data" -U yizhan -A trust --locale=C.UTF-8 -E UTF8 >/dev/null
$as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "-k $folder -c listen_addresses= -c fsync=off" start >/dev/null
chmod 755 "$folder"
"$bin/postgres" --version
DATABASE_URL="postgresql://yizhan:none@localhost:5432/postgres?host=$folder" YIZHAN_MODE=demo "$@"
