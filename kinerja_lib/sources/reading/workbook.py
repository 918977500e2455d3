def read_workbook(connection, path, known, next_name):
    return []
