/* taskiter_load.c - the only file that includes libbpf: loads the program that is embedded in the binary. Reads no task. */
#include "taskiter.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

/* From taskiter_object.S: what clang made of taskiter.bpf.c. */
extern const char taskiter_object[], taskiter_object_end[];

bool taskiter_is_built(void)
{
	return true;
}

static int say_nothing(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level;
	(void)format;
	(void)args;
	return 0;
}

static bool fail(struct err *e, const char *step, long error)
{
	if (error == -EPERM || error == -EACCES)
		return err_set(e, TASKITER_NEEDS);
	return err_set(e, "the BPF task iterator cannot be used here: %s: %s", step, strerror((int)-error));
}

/* More than a few CPUs and summing takes too long: then the counters are as coarse as those of stat. */
static void choose_cpus(struct bpf_object *object, struct taskiter_wish *start)
{
	struct bpf_map *data = bpf_object__find_map_by_name(object, ".data");
	int cpus = libbpf_num_possible_cpus();

	*start = (struct taskiter_wish){ .cpus = cpus > 0 && cpus <= TASKITER_CPUS ? (__u32)cpus : 0 };
	bpf_map__set_initial_value(data, start, sizeof(*start));
}

bool taskiter_load(struct taskiter_program *out, struct err *e)
{
	LIBBPF_OPTS(bpf_object_open_opts, options, .object_name = "ramtop");
	struct bpf_object *object;
	const struct bpf_program *program;
	const struct bpf_link *link;
	long error;

	libbpf_set_print(say_nothing);
	object = bpf_object__open_mem(taskiter_object, (size_t)(taskiter_object_end - taskiter_object), &options);
	if ((error = libbpf_get_error(object)))
		return fail(e, "open", error);
	choose_cpus(object, &out->start);
	if ((error = bpf_object__load(object)))
		return fail(e, "load", error);
	program = bpf_object__find_program_by_name(object, "tasks");
	link = bpf_program__attach_iter(program, NULL);
	if ((error = libbpf_get_error(link)))
		return fail(e, "attach", error);
	out->iterator = bpf_link__fd(link);
	out->wish = bpf_object__find_map_fd_by_name(object, ".data");
	return true;
}
