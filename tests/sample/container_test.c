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

START_TEST(kubernetes_has_three_classes_of_service)
{
	static const struct { const char *path, *want; } cases[] = {
		{ "/kubepods/burstable/pod98cee708/" HEX, "burstable" },
		{ "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod98cee708.slice/crio-" HEX ".scope", "besteffort" },
		{ "/kubepods/pod98cee708/" HEX, "guaranteed" },
		{ "/kubepods/podburstable/" HEX, "guaranteed" },
		{ "/machine.slice/machine-libpod_pod_" HEX ".slice/libpod-" HEX2 ".scope", NULL },
		{ "/docker/" HEX, NULL },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *qos = container_qos(cases[i].path, strlen(cases[i].path));
		ck_assert_msg(cases[i].want ? qos && strcmp(qos, cases[i].want) == 0 : !qos, "%s: %s", cases[i].path, qos ? qos : "none");
	}
}
END_TEST

START_TEST(the_innermost_of_nested_ones_counts)
{
	is("/docker/" HEX "/docker/" HEX2, "docker fedcba987654 /docker/" HEX "/docker/" HEX2);
	is("/docker/" HEX "/system.slice/cron.service", "docker 0123456789ab /docker/" HEX);
}
END_TEST

/* One path for each row of the table. */
START_TEST(every_pattern_has_its_path)
{
	static const struct { const char *path, *want; } cases[] = {
		{ "/machine.slice/libpod-conmon-" HEX ".scope", "monitor podman " HEX },
		{ "/libpod_parent/conmon", "monitor podman conmon" },
		{ "/kubepods.slice/x.slice/crio-conmon-" HEX ".scope", "monitor kubernetes " HEX ".scope" },
		{ "/lxc.monitor.web", "monitor lxc web" },
		{ "/lxc.monitor/web", "monitor lxc web" },
		{ "/machine.slice/machine-web.scope/supervisor", "monitor nspawn supervisor" },
		{ "/kubepods.slice/kubepods-burstable.slice/docker-" HEX ".scope", "box kubernetes 0123456789ab" },
		{ "/user.slice/user-1000.slice/user@1000.service/user.slice/docker-" HEX ".scope", "box docker 0123456789ab" },
		{ "/system.slice/web.service/libpod-payload-" HEX, "box podman 0123456789ab" },
		{ "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-" HEX ".scope/container", "box podman 0123456789ab" },
		{ "/libpod_parent/libpod-" HEX, "box podman 0123456789ab" },
		{ "/kubelet.slice/kubelet-kubepods.slice/cri-containerd-" HEX ".scope", "box kubernetes 0123456789ab" },
		{ "/kubepods.slice/kubepods-pod1.slice/crio-" HEX ".scope", "box kubernetes 0123456789ab" },
		{ "/kubepods/pod1/crio-" HEX, "box kubernetes 0123456789ab" },
		{ "/system.slice/nerdctl-" HEX ".scope", "box containerd 0123456789ab" },
		{ "/kubepods/besteffort/pod12/" HEX, "box kubernetes 0123456789ab" },
		{ "/ecs/task/" HEX, "box ecs 0123456789ab" },
		{ "/libpod_parent/" HEX, "box podman 0123456789ab" },
		{ "/docker/" HEX, "box docker 0123456789ab" },
		{ "/system.slice/containerd.service/" HEX, "box containerd 0123456789ab" },
		{ "/batch/" HEX, "box container 0123456789ab" },
		{ "/docker/buildkit/q1w2e3", "box buildkit q1w2e3" },
		{ "/lxc.payload.user_web", "box lxc user_web" },
		{ "/lxc.payload/web/anything", "box lxc web" },
		{ "/lxc/101/ns", "box lxc 101" },
		{ "/machine.slice/machine-qemu\\x2d1\\x2dmy\\x2ddb.scope/emulator", "box libvirt my-db" },
		{ "/machine.slice/machine-lxc\\x2d7\\x2dweb.scope", "box libvirt web" },
		{ "/machine.slice/machine-my\\x2dweb.scope/payload", "box nspawn my-web" },
		{ "/machine.slice/systemd-nspawn@web.service/payload", "box nspawn web" },
		{ "/user.slice/app.slice/app-flatpak-org.gimp.GIMP-3141.scope", "app flatpak org.gimp.GIMP" },
		{ "/user.slice/flatpak-org.gimp.GIMP-3141.scope", "app flatpak org.gimp.GIMP" },
		{ "/user.slice/snap.firefox.firefox-8f2a7c1e-0d4b-4c59-9a56-1b2c3d4e5f60.scope", "app snap firefox.firefox" },
		{ "/user.slice/snap.firefox.firefox.8f2a7c1e-0d4b-4c59-9a56-1b2c3d4e5f60.scope", "app snap firefox.firefox" },
		{ "/system.slice/snap.lxd.daemon.service", "app snap lxd.daemon" },
		{ "/user@1000.service/app.slice/app-gnome-org.gnome.Terminal-99.scope", "app app gnome-org.gnome.Terminal" },
		{ "/user@1000.service/app.slice/app-org.kde.konsole@1f2e.service", "app app org.kde.konsole" },
		{ "/slurm/uid_1000/job_42/step_0", "job slurm 42" },
		{ "/system.slice/slurmstepd.scope/job_42/step_0/user/task_0", "job slurm 42" },
		{ "/system.slice/nginx.service", "unit systemd nginx.service" },
		{ "/system.slice/system-getty.slice/getty@tty1.service", "unit systemd getty@tty1.service" },
		{ "/user.slice/user-1000.slice/session-3.scope", "unit systemd session-3.scope" },
		{ "/user.slice/user-1000.slice", "slice systemd user-1000.slice" },
	};
	static const char *const kinds[] = { "box", "monitor", "app", "job", "unit", "slice" };
	char text[256], name[128];
	struct container c;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ck_assert_msg(container_place(cases[i].path, strlen(cases[i].path), &c), "%s", cases[i].path);
		container_name(&c, name, sizeof(name));
		snprintf(text, sizeof(text), "%s %s %s", kinds[c.kind], c.engine, name);
		ck_assert_str_eq(text, cases[i].want);
	}
}
END_TEST

START_TEST(pods_are_known_by_their_uid)
{
	static const struct { const char *path, *want; } cases[] = {
		{ "/kubepods/burstable/pod98cee708-023b-11eb-933d-42010a800193/" HEX, "98cee708-023b-11eb-933d-42010a800193" },
		{ "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod98cee708_023b_11eb.slice/cri-containerd-" HEX ".scope",
		  "98cee708_023b_11eb" },
		{ "/machine.slice/machine-libpod_pod_" HEX ".slice/libpod-" HEX2 ".scope", HEX },
		{ "/kubepods.slice/kubepods-pod77.slice", "77" },
		{ "/docker/" HEX, NULL },
		{ "/user.slice/pod12/x", NULL },
	};
	const char *uid;
	size_t length;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool is = container_pod(cases[i].path, strlen(cases[i].path), &uid, &length);
		ck_assert_msg(is == (cases[i].want != NULL), "%s", cases[i].path);
		ck_assert_msg(!is || (length == strlen(cases[i].want) && memcmp(uid, cases[i].want, length) == 0), "%.*s", (int)length, uid);
	}
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

SUITE(container, kubernetes_has_three_classes_of_service, every_engine_is_recognised, every_pattern_has_its_path, pods_are_known_by_their_uid,
      the_innermost_of_nested_ones_counts, what_only_looks_like_one_is_none)
