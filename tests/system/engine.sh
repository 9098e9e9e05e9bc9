#!/bin/sh
# engine.sh - a Docker engine of the tests' own, in a network and with mounts of its own. "start DIR": its socket is DIR/socket when it
# answers, and it has an image "box" with busybox; 77: it cannot be started here. "stop DIR": with all of its containers.
D=$2
docker() { command docker -H "unix://$D/socket" "$@"; }

start() {
	[ "$(id -u)" = 0 ] && command -v docker dockerd busybox unshare >/dev/null || return 77
	# It goes by version 1 alone where both are mounted.
	setsid unshare -m -n sh -c 'mount --make-rprivate / && ip link set lo up && exec dockerd -H "unix://$0/socket" --data-root "$0/data" \
		--exec-root "$0/exec" --pidfile "$0/pid" --exec-opt native.cgroupdriver=cgroupfs' "$D" >"$D/log" 2>&1 </dev/null &
	until docker version >/dev/null 2>&1; do
		kill -0 $! 2>/dev/null || return 77
	done
	mkdir -p "$D/root/bin" "$D/root/dev" "$D/root/proc" "$D/root/sys" "$D/root/tmp"
	cp "$(command -v busybox)" "$D/root/bin/"
	for applet in sh sleep dd cat true; do
		ln -s busybox "$D/root/bin/$applet"
	done
	tar -C "$D/root" -c . | docker import - box >/dev/null
}

stop() {
	docker ps -aq | xargs -r docker -H "unix://$D/socket" rm -f >/dev/null
	pid=$(cat "$D/pid")
	kill "$pid"
	while kill -0 "$pid" 2>/dev/null; do
		:
	done
	rm -rf "$D"
}

"$1"
