/* oom_columns.h - those whom the OOM killer may take, as a table. */
#ifndef OOM_COLUMNS_H
#define OOM_COLUMNS_H

#include "column.h"
#include "oom.h"

/* Its rows are an array of struct oom_candidate; the scene has their sample. */
const struct schema *oom_schema(void);

/* What its columns need of all tasks. */
#define OOM_NEEDS (NEED_STAT | NEED_OWNER | NEED_COMMAND | NEED_STATUS | NEED_OOM | NEED_CGROUP | NEED_LIMIT)

#endif
