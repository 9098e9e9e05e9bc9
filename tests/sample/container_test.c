/* container_test.c - one path for each way in which engines name groups. */
#include "container.h"

#include <stdio.h>
#include <string.h>

#include "suite.h"

#define HEX "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEX2 "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"

static void is(const char *path, const char *want)
{
	struct container c;
	char text[256] = "none";

	if (container_find(path, strlen(path), &c))
		snprintf(text, sizeof(text), "%s %.*s %.*s", c.engine, (int)c.length, c.name, (int)c.path_length, path);
	ck_assert_str_eq(text, want);
}

START_TEST(every_engine_is_recognised)
{
	is("/docker/" HEX, "docker 0123456789ab /docker/" HEX);
	is("/system.slice/docker-" HEX ".scope", "docker 0123456789ab /system.slice/docker-" HEX ".scope");
	is("/machine.slice/libpod-" HEX ".scope/container", "podman 0123456789ab /machine.slice/libpod-" HEX ".scope");
	is("/libpod_parent/libpod-" HEX, "podman 0123456789ab /libpod_parent/libpod-" HEX);
	is("/system.slice/web.service/libpod-payload-" HEX, "podman 0123456789ab /system.slice/web.service/libpod-payload-" HEX);
	is("/kubepods/burstable/pod12/" HEX, "kubernetes 0123456789ab /kubepods/burstable/pod12/" HEX);
	is("/kubepods.slice/x.slice/cri-containerd-" HEX ".scope", "kubernetes 0123456789ab /kubepods.slice/x.slice/cri-containerd-" HEX ".scope");
	is("/kubepods.slice/x.slice/crio-" HEX ".scope", "kubernetes 0123456789ab /kubepods.slice/x.slice/crio-" HEX ".scope");
	is("/system.slice/nerdctl-" HEX ".scope", "containerd 0123456789ab /system.slice/nerdctl-" HEX ".scope");
	is("/ecs/task/" HEX, "ecs 0123456789ab /ecs/task/" HEX);
	is("/lxc.payload.web/init.scope", "lxc web /lxc.payload.web");
	is("/machine.slice/machine-web.scope/payload", "nspawn web /machine.slice/machine-web.scope");
	is("/machine.slice/systemd-nspawn@web.service/payload", "nspawn web /machine.slice/systemd-nspawn@web.service");
	is("/batch/" HEX, "container 0123456789ab /batch/" HEX);
}
END_TEST

START_TEST(the_innermost_of_nested_ones_counts)
{
	is("/docker/" HEX "/docker/" HEX2, "docker fedcba987654 /docker/" HEX "/docker/" HEX2);
	is("/docker/" HEX "/system.slice/cron.service", "docker 0123456789ab /docker/" HEX);
}
END_TEST

START_TEST(what_only_looks_like_one_is_none)
{
	is("/", "none");
	is("", "none");
	is("/system.slice/nginx.service", "none");
	is("/docker/0123", "none");
	is("/system.slice/docker-.scope", "none");
	is("/system.slice/docker-0123456789ABCDEF.scope", "none");
	is("/machine.slice/libpod-conmon-" HEX ".scope", "none");
	is("/" HEX "0", "none");
	is("/lxc.payload.", "none");
}
END_TEST

SUITE(container, every_engine_is_recognised, the_innermost_of_nested_ones_counts, what_only_looks_like_one_is_none)
