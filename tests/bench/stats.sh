#!/bin/bash
# stats.sh - what docker stats, podman stats and ramtop say of the same living containers, as a table; and what each takes for 50 of them.
# Usage, as root: tests/bench/stats.sh [FILE-WITH-RAMTOP]. Wants docker, dockerd, busybox; podman, conmon and runc where they are.
set -u
RAMTOP=${1:-build/ramtop}
HERE=$(dirname "$0")
D=$(mktemp -d /tmp/ramtop-stats-XXXXXX)
MOST=50

docker() { command docker -H "unix://$D/engine/socket" "$@"; }
podman()
{
	command podman --root "$D/podman/root" --runroot "$D/podman/run" --runtime runc --cgroup-manager cgroupfs --events-backend file \
		--storage-driver vfs "$@" 2>/dev/null
}
has_podman() { command -v podman conmon runc >/dev/null; }

clean()
{
	has_podman && podman rm -fa -t 0 >/dev/null
	sh "$HERE/../system/engine.sh" stop "$D/engine"
	umount "$D/podman/root/overlay" 2>/dev/null
	rm -rf "$D"
}

# What each does.
names="plain shared cached child host nested"
flags_plain=
does_plain='exec sleep 1000'
flags_shared='-m 64m'
does_shared='dd if=/dev/zero of=/dev/shm/f bs=1M count=40 2>/dev/null; exec sleep 1000'
flags_cached=
does_cached='dd if=/dev/zero of=/f bs=1M count=100 2>/dev/null; cat /f >/dev/null; exec sleep 1000'
flags_child='-m 32m'
does_child='dd if=/dev/zero of=/dev/null bs=60M count=1 2>/dev/null; while :; do sleep 1000; done'
flags_host='--network host'
does_host='exec sleep 1000'
flags_nested=                     # its parent is set below
does_nested='exec sleep 1000'
what_plain='nothing else'
what_shared='40 MB in /dev/shm, limit 64 MiB'
what_cached='wrote and read a file of 100 MB'
what_child='a child was taken by the OOM killer at 32 MiB'
what_host='on the network of its host'
what_nested='its group is within that of plain'

start_all()
{
	local name flags does
	for name in $names; do
		flags=flags_$name does=does_$name
		[ $name = nested ] && flags_nested="--cgroup-parent=/docker/$(docker inspect -f '{{.Id}}' plain)/docker"
		docker run -d --name $name ${!flags} box sh -c "${!does}" >/dev/null
	done
	has_podman || return
	mkdir -p "$D/podman"
	tar -C "$D/engine/root" -c . | podman import - box >/dev/null
	for name in $names; do
		flags=flags_$name does=does_$name
		[ $name = nested ] && flags_nested="--cgroup-parent=/libpod_parent/libpod-$(podman inspect -f '{{.Id}}' plain)/podman"
		# shellcheck disable=SC2086
		podman run -d --name $name --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 --log-driver k8s-file \
			$([ $name = host ] || echo --net=none) ${!flags} box sh -c "${!does}" >/dev/null
	done
}

FORMAT='{{.MemUsage}}|{{.MemPerc}}|{{.NetIO}}|{{.BlockIO}}|{{.PIDs}}'
ramtop_says() { DOCKER_HOST=unix://$D/engine/socket "$RAMTOP" containers --docker --no-stream --format "$FORMAT" "$1"; }
line() { printf '%-16s %-24s %-8s %-18s %-18s %s\n' "$@"; }
said() { local IFS='|'; set -- "$1" $2; line "$@"; }

table()
{
	local name what
	line '' 'MEM USAGE / LIMIT' 'MEM %' 'NET I/O' 'BLOCK I/O' PIDS
	for name in $names; do
		what=what_$name
		printf '%s: %s\n' "$name" "${!what}"
		said '  docker stats' "$(docker stats --no-stream --format "$FORMAT" $name)"
		said '  ramtop' "$(ramtop_says "$(docker inspect -f '{{.Id}}' $name)")"
		has_podman && podman container exists $name || continue
		said '  podman stats' "$(podman stats --no-stream --format '{{.MemUsage}}|{{.MemPerc}}|{{.NetIO}}|{{.BlockIO}}|{{.PIDS}}' $name)"
		said '  ramtop' "$(ramtop_says "$(podman inspect -f '{{.Id}}' $name)")"
	done
}

milliseconds() { local from=$(date +%s%N); "$@" >/dev/null; echo $((($(date +%s%N) - from) / 1000000)); }
median() { sort -n | sed -n "$((($1 + 1) / 2))p"; }

timing()
{
	local i n
	for ((i = $(docker ps -q | wc -l); i < MOST; i++)); do
		docker run -d box sleep 1000 >/dev/null
	done
	n=$(docker ps -q | wc -l)
	printf 'once, %s containers of docker (%s in all), median of 5 in ms: ' "$n" "$("$RAMTOP" containers --docker --no-stream --format '{{.ID}}' | wc -l)"
	printf 'docker stats %s, ramtop %s\n' "$(for i in 1 2 3 4 5; do milliseconds docker stats --no-stream; done | median 5)" \
		"$(for i in 1 2 3 4 5; do milliseconds env DOCKER_HOST="unix://$D/engine/socket" "$RAMTOP" containers --docker --no-stream; done | median 5)"
}

trap clean EXIT
mkdir "$D/engine"
sh "$HERE/../system/engine.sh" start "$D/engine" || { echo 'no Docker engine can be started here' >&2; exit 1; }
start_all
# The child has been taken, the files are written.
until ! for name in $names; do docker top $name -o pid,comm; done | grep -qw 'dd\|cat'; do :; done
printf 'docker %s, podman %s, cgroup %s\n\n' "$(docker version -f '{{.Server.Version}}')" "$(has_podman && podman version -f '{{.Version}}')" \
	"$([ -e /sys/fs/cgroup/cgroup.controllers ] && echo v2 || echo v1)"
table
echo
timing
