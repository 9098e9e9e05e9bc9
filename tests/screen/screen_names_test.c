/* screen_names_test.c - containers on the screen by the names that conmon tells. */
#define _GNU_SOURCE
#include "screens.h"

#define WEB "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define DB "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"

static const struct made made[] = {
	{ .pid = 10, .comm = "outside", .mb = 50 },
	{ .pid = 20, .comm = "nginx", .mb = 5 },
	{ .pid = 30, .comm = "postgres", .mb = 20 },
	{ .pid = 40, .comm = "conmon", .mb = 1 },
};

static void open_world(struct world *w)
{
	static const char conmon[] = "/usr/bin/conmon\0-c\0" WEB "\0-n\0web\0";

	unsetenv("DOCKER_HOST");
	unsetenv("CONTAINER_HOST");
	WORLD(w, made);
	world_write(w, "10/cgroup", "0::/user.slice\n", 15);
	world_write(w, "20/cgroup", "0::/machine.slice/libpod-" WEB ".scope\n", strlen("0::/machine.slice/libpod-" WEB ".scope\n"));
	world_write(w, "30/cgroup", "0::/machine.slice/libpod-" DB ".scope\n", strlen("0::/machine.slice/libpod-" DB ".scope\n"));
	world_write(w, "40/cgroup", "0::/machine.slice/libpod-conmon-" WEB ".scope\n", strlen("0::/machine.slice/libpod-conmon-" WEB ".scope\n"));
	world_write(w, "40/comm", "conmon\n", 7);
	world_write(w, "40/cmdline", conmon, sizeof(conmon) - 1);
}

START_TEST(the_column_has_the_name_and_the_filter_knows_the_id_too)
{
	struct world w;
	struct pty *p;

	open_world(&w);
	p = ramtop("--proc", w.dir, "-o", "pid,rss,container,command");
	expect_text(p, "web          nginx");
	expect_text(p, "fedcba987654 postgres");
	pty_type(p, "\\container=012345678" KEY_ENTER);
	expect_gone(p, "postgres");
	expect_text(p, "web          nginx");
	pty_close(p);
	world_close(&w);
}
END_TEST

START_TEST(a_group_has_the_name_and_is_searched_by_the_id)
{
	struct world w;
	struct pty *p;

	open_world(&w);
	p = ramtop("--proc", w.dir, "-g", "container", "-s", "rss");
	expect_text(p, "podman web");
	expect_text(p, "podman fedcba987654");
	expect_selected(p, "(no container)");
	pty_type(p, "/89abcdef012");
	expect_selected(p, "podman web");
	pty_type(p, KEY_ENTER);
	expect_gone(p, "Search:");
	pty_type(p, KEY_ENTER);
	expect_text(p, "container: podman web");
	pty_close(p);
	world_close(&w);
}
END_TEST

SUITE(screen_names, the_column_has_the_name_and_the_filter_knows_the_id_too, a_group_has_the_name_and_is_searched_by_the_id)
