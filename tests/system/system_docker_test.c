/* system_docker_test.c - ramtop containers --docker: its command line, what it prints again and again, and, where a Docker engine can be
 * started, that it says what docker stats says. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "kernel/fake_engine.h"
#include "kernel/fake_proc.h"
#include "mode.h"
#include "pty.h"
#include "suite.h"
#include "engine.h"

#define ID_A "92c5be59093f00112233445566778899aabbccddeeff00112233445566778899"
#define ID_B "92c5be5ffff000112233445566778899aabbccddeeff00112233445566778899"
#define ID_C "58e0d1ebd54300112233445566778899aabbccddeeff00112233445566778899"

/* Two containers in a hierarchy of files. */
static void make_groups(struct fake_proc *f)
{
	fake_new(f);
	fake_put(f, "cgroup.procs", "");
	fake_put(f, "docker/" ID_A "/memory.current", "229376\n");
	fake_put(f, "docker/" ID_A "/memory.max", "67108864\n");
	fake_put(f, "docker/" ID_A "/memory.stat", "inactive_file 0\n");
	fake_put(f, "docker/" ID_A "/pids.current", "3\n");
	fake_put(f, "docker/" ID_B "/pids.current", "4\n");
}

#define stats(groups, ...) ramtop("containers", "--docker", "--cgroup", (groups)->dir, "--no-stream", __VA_ARGS__)

static void said(struct printed p, int status, const char *out, const char *err)
{
	ck_assert_str_eq(p.err, err);
	ck_assert_str_eq(p.out, out);
	ck_assert_int_eq(p.status, status);
}

START_TEST(names_and_beginnings_of_ids_choose_the_containers)
{
	struct fake_proc f;

	make_groups(&f);
	said(stats(&f, "--format", "{{.Container}} {{.ID}} {{.PIDs}}", "92c5be5f", ID_A, "92c5be59093f", ID_A), 0,
	     "92c5be5f 92c5be5ffff0 4\n" ID_A " 92c5be59093f 3\n92c5be59093f 92c5be59093f 3\n", "");
	said(stats(&f, "92c5be59", "--format={{.ID}} {{.MemUsage}} {{.MemPerc}}", "--no-trunc"), 0, ID_A " 224KiB / 64MiB 0.34%\n", "");
	said(stats(&f, "92c5be5", "nope"), 1, "", "ramtop: several ids begin with '92c5be5'\n"
	     "ramtop: no container is called 'nope', or has an id that begins so\n");
	fake_free(&f);
}
END_TEST

#define TOLD(proc) "--proc", (proc)->dir, "--format={{.Name}} {{.ID}} {{.PIDs}} {{.MemUsage}}"

/* In a /proc that is not this machine's only that engine is asked. */
START_TEST(names_and_those_that_do_not_run_are_the_engine_s)
{
	static const char answer[] = "[{\"Id\":\"" ID_A "\",\"Names\":[\"/web\"]},{\"Id\":\"" ID_C "\",\"Names\":[\"/gone\"]}]";
	static const char all[] = "web 92c5be59093f 3 224KiB / 64MiB\n", stopped[] = "gone 58e0d1ebd543 0 0B / 0B\n";
	struct fake_proc f, p;
	struct fake_engine engine;

	make_groups(&f);
	fake_put(&f, "docker/" ID_B "/pids.current", "0\n");
	fake_new(&p);
	fake_put(&p, "1/stat", "");
	fake_engine_start(&engine, p.dir, fake_send_json, answer);
	setenv("DOCKER_HOST", text_of("unix://%s", engine.path), 1);
	said(stats(&f, TOLD(&p)), 0, all, "");
	said(stats(&f, TOLD(&p), "--all"), 0, text_of("%s%s", all, stopped), "");
	said(stats(&f, TOLD(&p), "58e", "web"), 0, text_of("%s%s", stopped, all), "");
	fake_engine_end(&engine);
	/* Nobody tells: the id is its name. */
	said(stats(&f, TOLD(&p), "-a"), 0, "92c5be59093f 92c5be59093f 3 224KiB / 64MiB\n", "");
	fake_free(&f);
	fake_free(&p);
}
END_TEST

START_TEST(a_wrong_command_line_is_refused_in_one_line)
{
	struct fake_proc f;

	make_groups(&f);
	said(stats(&f, "--format", "{{.Foo}}"), 2, "",
	     "ramtop: --format: no field is called 'Foo': BlockIO, CPUPerc, Container, ID, MemPerc, MemUsage, Name, NetIO and PIDs are\n");
	said(stats(&f, "--nope"), 2, "", "ramtop: option --nope is unknown: see ramtop containers --docker --help\n");
	said(ramtop("containers", "--docker", "--cgroup", "/no/such/dir"), 2, "", "ramtop: cannot open /no/such/dir: No such file or directory\n");
	said(ramtop("containers", "--docker", "--proc", f.dir), 2, "", text_of("ramtop: %s lists no process: is it a mounted /proc?\n", f.dir));
	fake_free(&f);
}
END_TEST

/* An argument for those that take one. */
START_TEST(every_option_is_taken_by_its_name_and_its_letter)
{
	size_t count;
	const struct option_entry *all = docker_options_all(&count);

	for (size_t i = 0; i < count; i++) {
		const char *argument = all[i].argument ? (strcmp(all[i].argument, "DIR") == 0 ? "/proc" : "json") : NULL;
		const char *names[] = { text_of("--%s%s%s", all[i].name, argument ? "=" : "", argument ? argument : ""), text_of("-%c", all[i].letter) };
		for (size_t k = 0; k < (all[i].letter ? 2 : 1); k++) {
			const char *words[] = { "ramtop", "containers", "web", names[k], "--docker", "db", NULL };
			struct options o;
			struct err e;
			bool ok = arguments_parse(&o, mode_command_at, 6, (char **)(uintptr_t)words, &e);
			ck_assert_msg(ok, "%s: %s", names[k], ok ? "" : e.text);
			ck_assert_str_eq(o.docker.words[0], "web");
			ck_assert_str_eq(o.docker.words[1], "db");
			ck_assert_ptr_null(o.docker.words[2]);
			options_free(&o);
		}
	}
}
END_TEST

/* No escape sequence goes into a pipe. */
START_TEST(it_prints_again_every_second)
{
	struct fake_proc f;

	make_groups(&f);
	stream_open((const char *const[]){ PROGRAM, "containers", "--docker", "--cgroup", f.dir, "--format", "{{.PIDs}}", ID_A, NULL });
	ck_assert_str_eq(stream_line(), "3\n");
	fake_put(&f, "docker/" ID_A "/pids.current", "5\n");
	ck_assert(until(strcmp(stream_line(), "5\n") == 0));
	fake_remove(&f, "docker/" ID_A);
	ck_assert(until(strcmp(stream_line(), "--\n") == 0));
	stream_close();
	fake_free(&f);
}
END_TEST

/* What was longer leaves nothing behind. */
START_TEST(on_a_terminal_it_stays_in_place)
{
	struct fake_proc f;
	struct pty *p;

	make_groups(&f);
	/* As wide as a line. */
	p = pty_open(PTY_LIST(PROGRAM, "containers", "--docker", "--cgroup", f.dir, "--no-trunc", "--format", "{{.ID}} {{.PIDs}}"), 8, 66, NULL);
	ck_assert(pty_wait_text(p, ID_A " 3"));
	ck_assert(pty_wait_text(p, ID_B " 4"));
	fake_remove(&f, "docker/" ID_B);
	ck_assert_msg(pty_wait_row(p, 0, ID_A " 3") && pty_wait_row(p, 1, ""), "%s", pty_picture(p));
	fake_put(&f, "docker/" ID_A "/pids.current", "5000000\n");
	ck_assert_msg(pty_wait_row(p, 1, "000000") && pty_wait_row(p, 2, ""), "%s", pty_picture(p));
	fake_put(&f, "docker/" ID_A "/pids.current", "7\n");
	ck_assert_msg(pty_wait_row(p, 0, ID_A " 7") && pty_wait_row(p, 1, ""), "%s", pty_picture(p));
	pty_close(p);
	fake_free(&f);
}
END_TEST

/* ---- a real engine ----------------------------------------------------------------------------------------------------------------- */

#define FIELDS "{{.Container}} {{.Name}} {{.ID}} {{.MemUsage}} {{.MemPerc}} {{.NetIO}} {{.BlockIO}} {{.PIDs}}"
#define BOXES "plain", "shared", "cached", "hosted"

/* Packets come and go at any time: what docker says between two looks of ours is what one of them said, soon. */
static const char *differs(const char *const ids[4])
{
	const char *docker = text_of("docker stats --no-stream --no-trunc --format '" FIELDS "' %s %s %s %s", ids[0], ids[1], ids[2], ids[3]);
	const char *said_by_docker = "", *before = "", *after = "";

	for (int i = 0; i < 10; i++) {
		before = ramtop("containers", "--docker", "--no-stream", "--no-trunc", "--format", FIELDS, ids[0], ids[1], ids[2], ids[3]).out;
		said_by_docker = engine_shell(docker).out;
		after = ramtop("containers", "--docker", "--no-stream", "--no-trunc", "--format", FIELDS, ids[0], ids[1], ids[2], ids[3]).out;
		if (said_by_docker[0] && (strcmp(said_by_docker, before) == 0 || strcmp(said_by_docker, after) == 0))
			return NULL;
	}
	return text_of("docker:\n%sramtop:\n%s%s", said_by_docker, before, after);
}

static void look_at_boxes(void)
{
	static const char *const names[] = { BOXES };
	const char *ids[4], *difference;
	struct printed made;

	made = engine_shell("docker run -d --name plain box sleep 1000 && docker run -d --name shared -m 64m box sh -c "
	                    "'dd if=/dev/zero of=/dev/shm/f bs=1M count=40; exec sleep 1000' && docker run -d --name cached box sh -c "
	                    "'dd if=/dev/zero of=/f bs=1M count=30; cat /f >/dev/null; exec sleep 1000' && "
	                    "docker run -d --name hosted --network host box sleep 1000");
	ck_assert_msg(made.status == 0, "%s", made.err);
	for (size_t i = 0; i < 4; i++)
		ids[i] = engine_id(names[i]);
	/* Each has become a sleep, and holds what it will. */
	until(strcmp(ramtop("containers", "--docker", "--no-stream", "--format", "{{.PIDs}}", ids[0], ids[1], ids[2], ids[3]).out,
	             "1\n1\n1\n1\n") == 0);
	difference = differs(ids);
	ck_assert_msg(!difference, "%s", difference);
}

START_TEST(a_real_engine_says_the_same)
{
	engine_try(look_at_boxes);
}
END_TEST

SUITE(system_docker, names_and_beginnings_of_ids_choose_the_containers, names_and_those_that_do_not_run_are_the_engine_s, a_wrong_command_line_is_refused_in_one_line,
      every_option_is_taken_by_its_name_and_its_letter, it_prints_again_every_second, on_a_terminal_it_stays_in_place,
      a_real_engine_says_the_same)
