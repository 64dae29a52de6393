import { CodeBlock, CodeBlockCode, Content } from '@patternfly/react-core';

/** The first thing to do on an empty installation. */
export function GettingStarted() {
  return (
    <>
      <Content component="p">Point any MLflow client here, log a run and register a version of its model:</Content>
      <CodeBlock className="cs-left">
        <CodeBlockCode>{`mlflow.set_tracking_uri("${window.location.origin}")
with mlflow.start_run():
    mlflow.log_metric("test/auc", 0.81)
    mlflow.sklearn.log_model(model, name="model",
        registered_model_name="credit-scoring")`}</CodeBlockCode>
      </CodeBlock>
    </>
  );
}
