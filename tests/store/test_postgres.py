import pytest
from sqlalchemy import create_engine, text

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("gives", [1, 2])
def test_a_real_server_keeps_rows_in_a_database_of_the_tests_own(
    empty_postgres_url: str, gives: int
) -> None:
    engine = create_engine(empty_postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE gives (what text)"))
        connection.execute(
            text("INSERT INTO gives VALUES (:what)"), [{"what": "onboarding week"}] * gives
        )
    with engine.connect() as connection:
        assert (
            connection.execute(text("SELECT what FROM gives")).scalars().all()
            == ["onboarding week"] * gives
        )
        version = connection.execute(text("SHOW server_version")).scalar_one()
    engine.dispose()
    assert int(version.split(".")[0]) >= 15
