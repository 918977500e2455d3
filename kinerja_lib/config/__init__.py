"""Parameters, params files and the project folder, read and checked before anything runs.

Nothing heavy is imported here: a refused parameter costs a fraction of a second. Import what is
needed from the modules: `types`, `contract`, `parameters`, `params_file`, `project`, `schema`.
"""
