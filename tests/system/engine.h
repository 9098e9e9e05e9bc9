/* engine.h - a Docker engine of the tests' own, where one can be started: see engine.sh. It has an image "box". */
#ifndef ENGINE_H
#define ENGINE_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suite.h"
#include "workload_program.h"

static char engine_dir[] = "/tmp/ramtop-engine-XXXXXX";

/* Runs a script in which "docker" speaks with it. */
static inline struct printed engine_shell(const char *script)
{
	return program_run((const char *const[]){ "sh", "-c", text_of("docker() { command docker -H unix://%s/socket \"$@\"; }; %s", engine_dir, script),
	                                          NULL }, NULL);
}

/* All digits of a container's id. */
static inline const char *engine_id(const char *name)
{
	return text_of("%.64s", engine_shell(text_of("docker inspect -f '{{.Id}}' %s", name)).out);
}

static inline struct printed engine_command(const char *what)
{
	return program_run((const char *const[]){ "sh", "tests/system/engine.sh", what, engine_dir, NULL }, NULL);
}

/* Starts it, has a child of ours look at it, and ends it whatever becomes of that. */
static inline void engine_try(void (*look)(void))
{
	pid_t pid;
	int status;

	ck_assert_ptr_nonnull(mkdtemp(engine_dir));
	if (engine_command("start").status != 0) {
		fprintf(stderr, "SKIPPED with a real Docker engine: none can be started here\n");
		program_run((const char *const[]){ "rm", "-rf", engine_dir, NULL }, NULL);
		return;
	}
	setenv("DOCKER_HOST", text_of("unix://%s/socket", engine_dir), 1);
	pid = fork();
	if (pid == 0) {
		look();
		exit(0);
	}
	waitpid(pid, &status, 0);
	engine_command("stop");
	ck_assert_int_eq(status, 0);
}

#endif
